//! Applications of invented people, filled in from the posted form as a citizen would.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use shared::catalogue::{Catalogue, Channel, Procedure};
use shared::form::{
    self, Address, Answer, Answers, FormSchema, Options, Question, QuestionKind, Who,
};
use shared::ids::{CaseCode, ComponentCode, FileId, ProcedureCode};
use shared::lang::Lang;
use shared::submission::{Application, Brought, Paper, Surface};

use crate::posted::BIRTH;

/// The paper of a birth registration that the form does not stand for.
pub const BIRTH_NOTIFICATION: &str = "giay-chung-sinh";

const SURNAMES: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"];
const MIDDLES: [&str; 7] = ["Thị Mai", "Văn", "Thị Thu", "Đức", "Ngọc", "Quang", "Thị Hồng"];
const GIVEN: [&str; 9] = ["An", "Bình", "Châu", "Dũng", "Giang", "Hạnh", "Khánh", "Lâm", "Minh"];

/// The choices that make the usual case; elsewhere the first option will do.
const USUAL: [(&str, &str); 5] = [
    ("child-situation", "usual"),
    ("child-birth-kind", "facility"),
    ("father-recorded", "yes"),
    ("requester-relation", "mother"),
    ("submitter-id-kind", "citizen-card"),
];

/// Somebody who does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The full name.
    pub name: String,
    /// The personal number, which fits the day of birth.
    pub national_id: String,
    /// The day of birth.
    pub born: NaiveDate,
    /// The telephone.
    pub phone: String,
}

impl Person {
    /// Invents the `n`th grown-up.
    pub fn invented(n: u64) -> Self {
        let pick = |list: &[&'static str], n: u64| list[(n % list.len() as u64) as usize];
        let name = format!("{} {} {}", pick(&SURNAMES, n), pick(&MIDDLES, n / 3), pick(&GIVEN, n));
        let (year, day) = (1980 + (n % 20) as i32, 1 + (n % 28) as u32);
        let born = NaiveDate::from_ymd_opt(year, 1 + (n % 12) as u32, day).expect("a real day");
        let national_id = format!("0010{:02}{:06}", year % 100, n % 1_000_000);
        Self { name, national_id, born, phone: format!("09{:08}", n % 100_000_000) }
    }
}

/// How the papers come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Papers {
    /// The citizen brings all of them.
    OnPaper,
    /// Files stand for each of them.
    Attached(Vec<FileId>),
}

/// A birth registration that a hall accepts.
pub fn birth_registration(catalogue: &Catalogue, n: u64, papers: &Papers) -> Application {
    application(catalogue, BIRTH, n, papers, Surface::Kiosk)
}

/// An application for a procedure with a form that a hall accepts.
///
/// # Panics
/// When the procedure is not posted or has no form.
pub fn application(
    catalogue: &Catalogue,
    code: &str,
    n: u64,
    papers: &Papers,
    surface: Surface,
) -> Application {
    let procedure = catalogue.procedure(&ProcedureCode::from(code)).expect("it is posted");
    let schema = procedure.form.as_ref().expect("it has a form");
    let answers = answers(schema, n);
    let papers = papers_of(procedure, schema, &answers, papers, surface);
    Application {
        procedure: procedure.code.clone(),
        procedure_version: procedure.version,
        cases: Vec::new(),
        surface,
        lang: Lang::Vi,
        answers,
        papers,
        ticket: None,
        replaces: None,
    }
}

/// Answers every question that is asked, one after the other.
fn answers(schema: &FormSchema, n: u64) -> Answers {
    let mut answers = Answers::new();
    loop {
        let asked = form::visible_questions(schema, &answers);
        let next = asked.into_iter().find(|question| !answers.contains_key(&question.code));
        let Some(question) = next else { return answers };
        answers.insert(question.code.clone(), answer(question, n));
    }
}

fn answer(question: &Question, n: u64) -> Answer {
    let person = Person::invented(match question.who {
        Who::Child => 5 * n + 1,
        Who::Father => 5 * n + 2,
        // The mother hands it in: the usual case above.
        Who::Mother | Who::Submitter => 5 * n + 3,
        Who::Applicant | Who::Owner | Who::Business | Who::Document | Who::Matter => 5 * n + 4,
    });
    match &question.kind {
        QuestionKind::Name => Answer::Text(person.name),
        QuestionKind::NationalId => Answer::Text(person.national_id),
        QuestionKind::Phone => Answer::Text(person.phone),
        QuestionKind::Email => Answer::Text(format!("cong.dan.{n}@thu.example")),
        QuestionKind::Text { .. } => Answer::Text(format!("Bệnh viện Phụ sản số {}", n % 90 + 1)),
        QuestionKind::LongText { .. } => Answer::Text("Không có gì thêm.".to_owned()),
        QuestionKind::Date(_) if question.who == Who::Child => Answer::Date(born_lately(n)),
        QuestionKind::Date(_) => Answer::Date(person.born),
        QuestionKind::Year(_) => Answer::Number(i64::from(person.born.year())),
        QuestionKind::Number { min, .. } | QuestionKind::Money { min, .. } => Answer::Number(*min),
        QuestionKind::Choice(options) => Answer::Choice(choice(question, options)),
        QuestionKind::Ticks(options) => Answer::Ticks([choice(question, options)].into()),
        QuestionKind::Address { provinces, .. } => Answer::Address(Address {
            detail: format!("Số {} đường Hoa Sen", n % 200 + 1),
            commune: "Xã Mẫu".to_owned(),
            province: provinces.options[0].value.clone(),
        }),
    }
}

fn choice(question: &Question, options: &Options) -> String {
    let usual = USUAL.iter().find(|(code, _)| *code == question.code.as_str());
    usual.map_or_else(|| options.options[0].value.clone(), |(_, value)| (*value).to_owned())
}

fn born_lately(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 1 + (n % 30) as u32).expect("June has thirty days")
}

fn papers_of(
    procedure: &Procedure,
    schema: &FormSchema,
    answers: &Answers,
    papers: &Papers,
    surface: Surface,
) -> Vec<Paper> {
    let channel = match surface {
        Surface::Kiosk => Channel::InPerson,
        Surface::Portal => Channel::Online,
    };
    let cases: BTreeSet<CaseCode> = form::cases(schema, answers);
    let asked = procedure.papers_to_hand_in(&cases, channel);
    let codes = asked.iter().map(|component| component.code.clone());
    codes.map(|component: ComponentCode| Paper { component, brought: brought(papers) }).collect()
}

fn brought(papers: &Papers) -> Brought {
    match papers {
        Papers::OnPaper => Brought::OnPaper,
        Papers::Attached(files) => Brought::Attached { files: files.clone() },
    }
}
