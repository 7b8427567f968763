//! Fills in an application on a screen, page after page, as a person would.

use anyhow::{Context as _, Result, bail};
use chrono::Datelike as _;
use shared::catalogue::Procedure;
use shared::form::{Address, Answer, Question, QuestionKind, visible_pages};
use shared::ids::ComponentCode;
use shared::submission::Application;

use crate::browser::Browser;

/// How letters and figures get into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// With the keyboard of a phone.
    Keyboard,
    /// Names and figures on the glass of the touchscreen; the rest with a keyboard, to save time.
    Glass,
}

/// Answers every page of the form and goes on to the papers.
pub async fn fill_in(
    browser: &Browser,
    procedure: &Procedure,
    application: &Application,
    typing: Typing,
    mut each_page: impl AsyncFnMut(usize) -> Result<()>,
) -> Result<()> {
    let schema = procedure.form.as_ref().context("the procedure has a form")?;
    for (place, page) in visible_pages(schema, &application.answers).into_iter().enumerate() {
        for question in page.questions {
            let answer = application.answers.get(&question.code);
            let answer = answer.with_context(|| format!("{} has an answer", question.code))?;
            let done = fill_question(browser, question, answer, typing).await;
            if done.is_err() {
                browser.photograph("unanswered").await?;
            }
            done.with_context(|| format!("cannot answer {}", question.code))?;
        }
        each_page(place).await?;
        browser.tap("continue").await?;
    }
    Ok(())
}

/// Says that a paper comes to the counter, and goes on.
pub async fn bring_on_paper(browser: &Browser, component: &ComponentCode) -> Result<()> {
    choose(browser, &format!("paper-{component}"), "on-paper").await?;
    browser.tap("continue").await
}

/// Attaches a file to a paper and waits until the hall has it.
pub async fn attach(
    browser: &Browser,
    component: &ComponentCode,
    file: &std::path::Path,
) -> Result<()> {
    choose(browser, &format!("paper-{component}"), "attach").await?;
    browser.attach(&format!("#file-{component}"), file).await?;
    browser.see_css(".file-row__state--kept").await?;
    Ok(())
}

async fn fill_question(
    browser: &Browser,
    question: &Question,
    answer: &Answer,
    typing: Typing,
) -> Result<()> {
    let control = format!("question-{}", question.code);
    match answer {
        Answer::Text(text) if typing == Typing::Glass && is_quick(&question.kind) => {
            browser.type_on_glass(&format!("#{control}"), text).await
        }
        Answer::Text(text) => browser.type_into(&format!("#{control}"), text).await,
        Answer::Number(number) => {
            browser.type_into(&format!("#{control}"), &number.to_string()).await
        }
        Answer::Date(day) => {
            let parts = [("", day.day()), ("-month", day.month())];
            for (part, number) in parts {
                let field = format!("input#{control}{part}");
                browser.type_into(&field, &number.to_string()).await?;
            }
            browser.type_into(&format!("input#{control}-year"), &day.year().to_string()).await
        }
        Answer::Choice(value) => choose(browser, &control, value).await,
        Answer::Ticks(values) => {
            for value in values {
                choose(browser, &control, value).await?;
            }
            Ok(())
        }
        Answer::Address(place) => fill_address(browser, question, &control, place).await,
    }
}

async fn fill_address(
    browser: &Browser,
    question: &Question,
    control: &str,
    place: &Address,
) -> Result<()> {
    choose(browser, control, &place.province).await?;
    browser.type_into(&format!("#{control}-commune"), &place.commune).await?;
    match &question.kind {
        QuestionKind::Address { extent: shared::form::AddressExtent::House, .. } => {
            browser.type_into(&format!("#{control}-detail"), &place.detail).await
        }
        QuestionKind::Address { extent: shared::form::AddressExtent::Commune, .. } => Ok(()),
        other => bail!("{other:?} has no address"),
    }
}

/// Touches an option, unless a suggestion has chosen it already.
async fn choose(browser: &Browser, control: &str, value: &str) -> Result<()> {
    let option = format!("label:has(> input[name=\"{control}\"][value=\"{value}\"])");
    let chosen = format!("#{control}.chosen-option, {option}");
    let there = browser.see_css(&chosen).await?;
    if there.class_name().await?.is_some_and(|class| class.contains("chosen-option")) {
        return Ok(());
    }
    browser.tap_css(&option).await
}

/// Whether all its letters are on one set of keys.
fn is_quick(kind: &QuestionKind) -> bool {
    matches!(kind, QuestionKind::Name | QuestionKind::NationalId | QuestionKind::Phone)
}
