//! Which papers, fees and limits of a procedure hold for an applicant.

use std::collections::BTreeSet;

use super::component::{Case, CaseDecider, Component, ComponentKind};
use super::procedure::{Channel, Fee, Limit, Procedure};
use crate::form::{FormSchema, options};
use crate::ids::{CaseCode, ComponentCode};

impl Procedure {
    /// Lists the papers for these cases and this channel; notes are not papers.
    pub fn components_for(&self, cases: &BTreeSet<CaseCode>, channel: Channel) -> Vec<&Component> {
        self.rows_for(cases, channel).filter(|row| row.kind != ComponentKind::Note).collect()
    }

    /// Lists the remarks that go with those papers.
    pub fn notes_for(&self, cases: &BTreeSet<CaseCode>, channel: Channel) -> Vec<&Component> {
        self.rows_for(cases, channel).filter(|row| row.kind == ComponentKind::Note).collect()
    }

    /// Lists the papers to attach or bring: those handed in that the form does not stand for.
    pub fn papers_to_hand_in(
        &self,
        cases: &BTreeSet<CaseCode>,
        channel: Channel,
    ) -> Vec<&Component> {
        self.rows_for(cases, channel)
            .filter(|row| row.kind == ComponentKind::Submit)
            .filter(|row| !self.form_stands_for(&row.code))
            .collect()
    }

    /// Lists the cases to ask the applicant about: those that no answer of the form decides.
    pub fn cases_to_ask(&self) -> Vec<&Case> {
        let questions = self.form.iter().flat_map(FormSchema::questions);
        let options = questions.filter_map(options).flat_map(|list| &list.options);
        let decided: Vec<&CaseCode> = options.filter_map(|option| option.case.as_ref()).collect();
        self.cases
            .iter()
            .filter(|case| case.decided_by == CaseDecider::Applicant)
            .filter(|case| !decided.contains(&&case.code))
            .collect()
    }

    /// Finds a row of the list of papers.
    pub fn component(&self, code: &ComponentCode) -> Option<&Component> {
        self.components.iter().find(|row| row.code == *code)
    }

    /// Gives the limit of the first of these cases that has one, else the usual limit.
    pub fn limit_for(&self, cases: &BTreeSet<CaseCode>) -> Option<&Limit> {
        let own = |limit: &&Limit| limit.case.as_ref().is_some_and(|case| cases.contains(case));
        self.limits
            .iter()
            .find(own)
            .or_else(|| self.limits.iter().find(|limit| limit.case.is_none()))
    }

    /// Lists the fees that hold for this channel.
    pub fn fees_for(&self, channel: Channel) -> Vec<&Fee> {
        let holds = |fee: &&Fee| fee.channels.is_empty() || fee.channels.contains(&channel);
        self.fees.iter().filter(holds).collect()
    }

    fn rows_for<'a, 'c>(
        &'a self,
        cases: &'c BTreeSet<CaseCode>,
        channel: Channel,
    ) -> impl Iterator<Item = &'a Component> + use<'a, 'c> {
        self.components.iter().filter(move |row| row.applies(cases, channel))
    }

    fn form_stands_for(&self, code: &ComponentCode) -> bool {
        self.form.as_ref().is_some_and(|form| form.stands_for.contains(code))
    }
}
