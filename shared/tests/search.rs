//! Search finds the same procedures however the words are typed.

#[path = "posted/catalogue.rs"]
mod posted;

use shared::catalogue::{CatalogueIndex, SearchIndex};

#[test]
fn birth_registration_is_best_however_it_is_typed() {
    let catalogue = posted::catalogue().index();
    let queries = [
        "khai sinh",
        "KHAI  SINH",
        "dang ky khai sinh",
        "Đăng ký khai sinh",
        "khai  sinh ",
        "đa\u{306}ng ky\u{301} khai sinh",
        "1.001193",
        "001193",
        "làm giấy khai sinh cho con",
        "birth certificate",
    ];

    for query in queries {
        assert_eq!(found(&catalogue, query).first(), Some(&"1.001193"), "{query}");
    }
}

#[test]
fn the_same_words_give_the_same_list() {
    let catalogue = posted::catalogue().index();

    let plain = found(&catalogue, "khai sinh");

    assert!(plain.len() > 1);
    assert_eq!(found(&catalogue, "KHAI  SINH"), plain);
    assert_eq!(found(&catalogue, "Khai Sinh"), plain);
}

#[test]
fn words_of_everyday_speech_find_the_official_name() {
    let catalogue = posted::catalogue().index();
    let table = [
        ("sổ đỏ", "1.012783"),
        ("bang lai", "3.000347"),
        ("công chứng", "2.000815"),
        ("sao y", "2.000815"),
        ("doc than", "1.004873"),
        ("mở cửa hàng", "1.001612"),
        ("ho kinh doanh", "1.001612"),
        ("xay nha", "1.013225"),
        ("lltp", "3.000333"),
        ("tam tru", "1.004194"),
        ("thuong tru", "1.004222"),
        ("khai tu", "1.000656"),
        ("ket hon", "1.000894"),
        ("trich luc", "2.000635"),
    ];

    for (query, code) in table {
        assert_eq!(found(&catalogue, query).first(), Some(&code), "{query}");
    }
}

#[test]
fn typing_shows_the_procedure_before_the_word_is_finished() {
    let catalogue = posted::catalogue().index();

    for query in ["kh", "kha", "khai s", "khai si"] {
        assert!(found(&catalogue, query).contains(&"1.001193"), "{query}");
    }
}

#[test]
fn one_typo_in_a_word_is_forgiven() {
    let catalogue = posted::catalogue().index();

    for query in ["khia sinh", "khai sinhh", "kai sinh", "khai sihn", "chung thuv"] {
        assert!(!found(&catalogue, query).is_empty(), "{query}");
    }
    assert_eq!(found(&catalogue, "khai sihn").first(), Some(&"1.001193"));
}

#[test]
fn an_empty_query_gives_all_with_the_most_used_first() {
    let catalogue = posted::catalogue().index();

    for query in ["", "   ", "...", "\u{301}"] {
        let all = found(&catalogue, query);
        assert_eq!(all.len(), catalogue.procedures.len());
        assert_eq!(all[0], "1.001193");
    }
}

#[test]
fn words_that_no_procedure_has_find_nothing() {
    let catalogue = posted::catalogue().index();

    assert!(found(&catalogue, "xyzzy").is_empty());
    assert!(found(&catalogue, &"x".repeat(100_000)).is_empty());
}

#[test]
fn three_thousand_procedures_are_searched() {
    let mut catalogue = posted::catalogue().index();
    let sixteen = catalogue.procedures.clone();
    catalogue.procedures = sixteen.iter().cycle().take(3_000).cloned().collect();
    let index = SearchIndex::new(&catalogue);

    let places = index.search("dang ky khai sinh");

    assert_eq!(catalogue.procedures[places[0]].code.as_str(), "1.001193");
    assert!(places.len() >= 3_000 / 16);
}

fn found<'a>(catalogue: &'a CatalogueIndex, query: &str) -> Vec<&'a str> {
    let places = SearchIndex::new(catalogue).search(query);
    places.into_iter().map(|place| catalogue.procedures[place].code.as_str()).collect()
}
