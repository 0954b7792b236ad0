//! The cells of one sample record.

use std::collections::BTreeMap;

use daybreak_schema::Kind;

use super::random::Random;

/// How many accounts, balances and cards the records of other kinds refer to.
const PARENTS: u64 = 1000;

pub(super) const GENERATED: &str = "2026-11-21T04:00:00-06:00";

/// The cells that are filled; every other one is empty.
#[derive(Clone, Debug)]
pub(super) struct Cells(BTreeMap<&'static str, String>);

impl Cells {
    /// The plainest record of a kind: the one that examples edit.
    pub(super) fn plain(kind: &Kind, number: u64) -> Self {
        let mut cells = Self(BTreeMap::new());
        let parent = number.min(PARENTS);
        match kind.token {
            "accounts" => cells.account(number),
            "balances" => cells.balance(number, parent),
            "transactions" => cells.transaction(number, parent),
            "non_posted_transactions" => cells.non_posted(number, parent),
            "transaction_updates" => cells.update(number),
            "cards" => cells.card(number, parent),
            _ => {}
        }
        cells.set("generated_at", GENERATED);
        cells
    }

    /// A record like those of a real day.
    pub(super) fn varied(kind: &Kind, number: u64, random: &mut Random) -> Self {
        let mut cells = Self::plain(kind, number);
        match kind.token {
            "accounts" => cells.vary_account(number, random),
            "balances" => cells.vary_balance(number, random),
            "transactions" => cells.vary_transaction(number, random),
            "non_posted_transactions" => cells.vary_non_posted(random),
            "transaction_updates" => {
                cells.set("settlement_date", random.pick(&["2026-11-18", "2026-11-19", "2026-11-20"]));
            }
            "cards" => cells.vary_card(number, random),
            _ => {}
        }
        cells
    }

    /// The record as a line.
    pub(super) fn line(&self, columns: impl Iterator<Item = &'static str>) -> String {
        let cells: Vec<&str> = columns.map(|column| self.0.get(column).map_or("", String::as_str)).collect();
        cells.join("|") + "\n"
    }

    pub(super) fn get(&self, column: &str) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }

    pub(super) fn set(&mut self, column: &'static str, value: impl Into<String>) {
        self.0.insert(column, value.into());
    }

    fn account(&mut self, number: u64) {
        self.set("client_account_id", format!("acct_{number:08}"));
        self.set("account_holder_type", "consumer");
        self.set("account_holders", format!("cust_{number:08}"));
        self.set("currency", "USD");
        self.set("client_product_name", "Everyday account");
        self.set("status", "active");
        self.set("status_reason", "active");
        self.set("effective_at", "2026-11-20T16:45:10-06:00");
    }

    fn vary_account(&mut self, number: u64, random: &mut Random) {
        match random.below(8) {
            0 => {
                self.set("account_holder_type", "commercial");
                self.set("authorized_signers", format!("\"cust_{number:08}\", \"cust_{:08}\"", number + 1));
            }
            1 => {
                self.set("status", "inactive");
                self.set("status_reason", random.pick(&["dormant", "frozen", "other"]));
            }
            2 => {
                self.set("status", "closed");
                self.set("status_reason", random.pick(&["entity_closed", "paid_off", "charged_off", "canceled"]));
            }
            3 => {
                self.set("credit_pulled_at", "2026-11-20T15:02:11Z");
                self.set("credit_score", (600 + random.below(250)).to_string());
                self.set("credit_report_source", random.pick(&["equifax", "experian", "transunion"]));
                self.set("available_credit", "1500.00");
                self.set("credit_limit", "2000.00");
                self.set("max_credit_limit", "5000.00");
            }
            _ => {}
        }
        self.set("effective_at", moment_of_day(random));
    }

    fn balance(&mut self, number: u64, parent: u64) {
        self.set("account_id", format!("acct_{parent:08}"));
        self.set("client_balance_id", format!("bal_{number:08}"));
        self.set("client_balance_name", "Everyday savings");
        self.set("created_at", "2026-03-02T15:04:05Z");
        self.set("status", "active");
        self.set("status_reason", "active");
        self.set("type", "deposit");
        self.set("balance", "1250.00");
        self.set("currency", "USD");
        self.set("effective_at", "2026-11-20T23:59:59-06:00");
    }

    fn vary_balance(&mut self, number: u64, random: &mut Random) {
        self.set("account_id", format!("acct_{:08}", 1 + number % PARENTS));
        self.set("client_balance_name", random.pick(&["Everyday savings", "Holiday pocket", "Rent", "Emergency fund"]));
        if random.below(6) == 0 {
            let (principal, interest, fees) = (random.below(400_000), random.below(9_000), random.below(2_500));
            self.set("type", "credit");
            self.set("client_balance_name", "Credit line");
            self.set("outstanding_principal", money(principal));
            self.set("outstanding_interest", money(interest));
            self.set("outstanding_fees", money(fees));
            self.set("balance", money(principal + interest + fees));
        } else {
            self.set("balance", money(random.below(2_000_000)));
            if random.below(4) == 0 {
                self.set("interest_accrued_balance", money(random.below(500)));
            }
        }
        if random.below(12) == 0 {
            self.set("status", "inactive");
            self.set("status_reason", random.pick(&["dormant", "frozen", "other"]));
        }
    }

    fn transaction(&mut self, number: u64, parent: u64) {
        self.set("client_transaction_id", format!("txn_{number:012}"));
        self.set("balance_id", format!("bal_{parent:08}"));
        self.set("amount", "125.50");
        self.set("currency", "USD");
        self.set("type", "credit");
        self.set("action", "applied");
        self.set("transfer_type", "ach");
        self.set("transfer_ids", format!("ach_{number:012x}"));
        self.set("settlement_date", "2026-11-20");
        self.set("effective_at", "2026-11-20T09:30:00-06:00");
    }

    fn vary_transaction(&mut self, number: u64, random: &mut Random) {
        const SHAPES: [(&str, &str); 6] = [
            ("debit", "card"),
            ("credit", "ach"),
            ("debit", "ach"),
            ("credit", "wire"),
            ("refund", "card"),
            ("credit", "internal_transfer"),
        ];
        let (kind, rail) = SHAPES.get(random.below(6) as usize).copied().unwrap_or(("credit", "ach"));
        let moment = moment_of_day(random);
        self.set("balance_id", format!("bal_{:08}", 1 + random.below(PARENTS)));
        let sign = if kind == "debit" { "-" } else { "" };
        self.set("amount", format!("{sign}{}", money(1 + random.below(500_000))));
        self.set("type", kind);
        self.set("effective_at", moment);
        let card = if rail == "card" { 1 + random.below(PARENTS) } else { 1 };
        self.move_by(rail, number, card);
    }

    /// The money of a transaction moves by this type of transfer.
    pub(super) fn move_by(&mut self, rail: &str, number: u64, card: u64) {
        self.set("transfer_type", rail);
        let (by_card, moment) = (rail == "card", self.get("effective_at").to_owned());
        let mut set =
            |column, value: String, is_due: bool| self.set(column, if is_due { value } else { String::new() });
        set("card_id", format!("crd_{card:08}"), by_card);
        set("bin", "440393".to_owned(), by_card);
        set("card_transaction_effective_at", moment, by_card);
        set("transfer_ids", format!("{rail}_{number:012x}"), !by_card);
    }

    fn non_posted(&mut self, number: u64, parent: u64) {
        self.set("transaction_id", format!("npt_{number:012}"));
        self.set("balance_id", format!("bal_{parent:08}"));
        self.set("amount", "80.00");
        self.set("currency", "USD");
        self.set("type", "credit");
        self.set("transfer_type", "ach");
        self.set("reconciliation_note", "Account number not found yet");
        self.set("settlement_date", "2026-11-20");
        self.set("transfer_id", format!("ach_{number:012x}"));
        self.set("statement_description", "PAYROLL");
        self.set("effective_at", "2026-11-21T03:55:00-06:00");
    }

    fn vary_non_posted(&mut self, random: &mut Random) {
        self.set("amount", money(100 + random.below(900_000)));
        self.set(
            "reconciliation_note",
            random.pick(&["Account number not found yet", "Waiting for the bank's answer", "Held for review"]),
        );
        self.set("settlement_date", random.pick(&["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"]));
        if random.below(3) == 0 {
            self.set("balance_id", "");
        }
    }

    fn update(&mut self, number: u64) {
        self.set("transaction_id", format!("txn_{number:012}"));
        self.set("settlement_date", "2026-11-19");
        self.set("transfer_id", format!("ach_{number:012x}"));
        self.set("effective_at", "2026-11-20T12:00:00-06:00");
    }

    fn card(&mut self, number: u64, parent: u64) {
        self.set("client_card_id", format!("crd_{number:08}"));
        self.set("account_id", format!("acct_{parent:08}"));
        self.set("entity_id", format!("cust_{parent:08}"));
        self.set("client_card_product_name", "Everyday debit card");
        self.set("is_virtual", "false");
        self.set("card_type", "consumer");
        self.set("created_at", "2026-03-02T15:04:05Z");
        self.set("card_status", "active");
        self.set("activated_at", "2026-03-09T10:20:30-06:00");
        self.set("expiry_date", "2030-03-31");
        self.set("effective_at", "2026-11-20T11:15:00-06:00");
    }

    fn vary_card(&mut self, number: u64, random: &mut Random) {
        let account = 1 + number % PARENTS;
        self.set("account_id", format!("acct_{account:08}"));
        self.set("entity_id", format!("cust_{account:08}"));
        self.set("is_virtual", random.pick(&["true", "false"]));
        match random.below(8) {
            0 => {
                self.set("card_status", "closed");
                self.set("closed_at", "2026-11-20T10:00:00-06:00");
                self.set("closed_reason", random.pick(&["lost", "stolen", "customer request"]));
            }
            1 => {
                self.set("card_status", "expired");
                self.set("expiry_date", "2026-10-31");
            }
            _ => {}
        }
        self.set("effective_at", moment_of_day(random));
    }
}

fn money(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// A moment of the activity day.
fn moment_of_day(random: &mut Random) -> String {
    format!("2026-11-20T{:02}:{:02}:{:02}-06:00", random.below(24), random.below(60), random.below(60))
}
