//! Ranked search over procedures, the same for every way of typing the same words.

use super::index::{CatalogueIndex, ProcedureCard};
use crate::fold::fold;

/// What a word counts for, by where it stands.
const SHORT_NAME: u32 = 8;
const CODE: u32 = 8;
const KEYWORD: u32 = 6;
const NAME: u32 = 4;
const FIELD: u32 = 2;
/// A word that only begins like the token, or is one typo away.
const PREFIX_LOSS: u32 = 1;
/// The whole query stands in the short name, in a keyword, in the name.
const PHRASE_IN_SHORT_NAME: u32 = 24;
const PHRASE_IN_KEYWORD: u32 = 20;
const PHRASE_IN_NAME: u32 = 8;
/// Shared out by how much of the short name or keyword the query covers.
const COVERAGE: usize = 16;

const TOKENS_MAX: usize = 12;
const QUERY_CHARACTERS_MAX: usize = 200;
/// Shorter words are too easily one typo from another word.
const TYPO_LENGTH_MIN: usize = 4;

/// Folded words of a catalogue, made once.
#[derive(Debug, Clone)]
pub struct SearchIndex {
    cards: Vec<FoldedCard>,
    /// Every word in order, with the cards it stands in.
    words: Vec<(String, Vec<Posting>)>,
}

#[derive(Debug, Clone)]
struct FoldedCard {
    short_name: String,
    name: String,
    keywords: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    card: usize,
    weight: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Score {
    tokens: usize,
    points: u32,
}

impl SearchIndex {
    /// Folds the names and words of a catalogue.
    pub fn new(catalogue: &CatalogueIndex) -> Self {
        let mut words: Vec<(String, Posting)> = Vec::new();
        let mut cards = Vec::with_capacity(catalogue.procedures.len());
        for (place, card) in catalogue.procedures.iter().enumerate() {
            let folded = FoldedCard::new(card);
            let mut add = |text: &str, weight| {
                let postings = tokens(text).map(|word| (word, Posting { card: place, weight }));
                words.extend(postings);
            };
            add(&folded.short_name, SHORT_NAME);
            add(&folded.name, NAME);
            add(card.code.as_str(), CODE);
            add(&fold(&card.field.vi), FIELD);
            add(&fold(&card.field.en), FIELD);
            add(&fold(&card.short_name.en), NAME);
            for keyword in &folded.keywords {
                add(keyword, KEYWORD);
            }
            cards.push(folded);
        }
        Self { cards, words: grouped(words) }
    }

    /// Gives the places of the cards in [`CatalogueIndex::procedures`], the best first.
    ///
    /// An empty query gives all, in their order. When no card has every word, those with the most
    /// of them are given, if they have at least half.
    pub fn search(&self, query: &str) -> Vec<usize> {
        let query: String = query.chars().take(QUERY_CHARACTERS_MAX).collect();
        let tokens: Vec<String> = tokens(&fold(&query)).take(TOKENS_MAX).collect();
        if tokens.is_empty() {
            return (0..self.cards.len()).collect();
        }
        let scores = self.scores(&tokens);
        let most = scores.iter().map(|score| score.tokens).max().unwrap_or(0);
        if most == 0 || most * 2 < tokens.len() {
            return Vec::new();
        }
        let phrase = tokens.join(" ");
        let mut found: Vec<(u32, usize)> = scores
            .iter()
            .enumerate()
            .filter(|(_, score)| score.tokens == most)
            .map(|(place, score)| (score.points + self.cards[place].phrase_points(&phrase), place))
            .collect();
        found.sort_by_key(|(points, place)| (std::cmp::Reverse(*points), *place));
        found.into_iter().map(|(_, place)| place).collect()
    }

    fn scores(&self, tokens: &[String]) -> Vec<Score> {
        let mut scores = vec![Score::default(); self.cards.len()];
        let mut best = vec![0_u32; self.cards.len()];
        for token in tokens {
            best.fill(0);
            self.match_token(token, &mut best);
            for (score, points) in scores.iter_mut().zip(&best).filter(|(_, points)| **points > 0) {
                score.tokens += 1;
                score.points += points;
            }
        }
        scores
    }

    fn match_token(&self, token: &str, best: &mut [u32]) {
        let start = self.words.partition_point(|(word, _)| word.as_str() < token);
        let begins = self.words[start..].iter().take_while(|(word, _)| word.starts_with(token));
        let mut is_found = false;
        for (word, postings) in begins {
            is_found = true;
            raise(best, postings, if word == token { 0 } else { PREFIX_LOSS });
        }
        if is_found || token.chars().count() < TYPO_LENGTH_MIN {
            return;
        }
        for (_, postings) in self.words.iter().filter(|(word, _)| is_one_typo_away(token, word)) {
            raise(best, postings, PREFIX_LOSS);
        }
    }
}

impl FoldedCard {
    fn new(card: &ProcedureCard) -> Self {
        let joined = |text: &str| tokens(&fold(text)).collect::<Vec<_>>().join(" ");
        Self {
            short_name: joined(&card.short_name.vi),
            name: joined(&card.name.vi),
            keywords: card.keywords.iter().map(|keyword| joined(keyword)).collect(),
        }
    }

    fn phrase_points(&self, phrase: &str) -> u32 {
        let in_short_name = phrase_share(&self.short_name, phrase, PHRASE_IN_SHORT_NAME);
        let in_keywords = self
            .keywords
            .iter()
            .map(|keyword| phrase_share(keyword, phrase, PHRASE_IN_KEYWORD))
            .max()
            .unwrap_or(0);
        let in_name = if has_phrase(&self.name, phrase) { PHRASE_IN_NAME } else { 0 };
        in_short_name.max(in_keywords) + in_name
    }
}

fn phrase_share(text: &str, phrase: &str, points: u32) -> u32 {
    if !has_phrase(text, phrase) {
        return 0;
    }
    let coverage = COVERAGE * phrase.len() / text.len().max(1);
    points + u32::try_from(coverage).expect("a phrase is no longer than the text that has it")
}

/// Says whether the text has the phrase, beginning at the beginning of a word.
fn has_phrase(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| at == 0 || text[..at].ends_with(' '))
}

fn tokens(folded: &str) -> impl Iterator<Item = String> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned)
}

fn raise(best: &mut [u32], postings: &[Posting], loss: u32) {
    for posting in postings {
        best[posting.card] = best[posting.card].max(posting.weight.saturating_sub(loss));
    }
}

fn grouped(mut words: Vec<(String, Posting)>) -> Vec<(String, Vec<Posting>)> {
    words.sort_unstable();
    words.dedup();
    let mut groups: Vec<(String, Vec<Posting>)> = Vec::new();
    for (word, posting) in words {
        match groups.last_mut() {
            Some((last, postings)) if *last == word => postings.push(posting),
            Some(_) | None => groups.push((word, vec![posting])),
        }
    }
    groups
}

/// Says whether one letter changed, added, left out or swapped makes the token the word.
fn is_one_typo_away(token: &str, word: &str) -> bool {
    let (token, word): (Vec<char>, Vec<char>) = (token.chars().collect(), word.chars().collect());
    if token.len().abs_diff(word.len()) > 1 {
        return false;
    }
    let same = token.iter().zip(&word).take_while(|(a, b)| a == b).count();
    let (token, word) = (&token[same..], &word[same..]);
    let rest = |letters: &[char], skip: usize| letters.get(skip..).unwrap_or(&[]).to_vec();
    rest(token, 1) == rest(word, 1)
        || rest(token, 1) == word
        || rest(word, 1) == token
        || (token.len() > 1
            && word.len() > 1
            && token[0] == word[1]
            && token[1] == word[0]
            && token[2..] == word[2..])
}
