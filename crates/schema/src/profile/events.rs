//! Reads a list of the partner's own types of events: the JSON that a profile has under `event_types`, or a table.

use serde_json::{Map, Value};

use super::EventType;
use super::json::parse;
use super::read::event_types;
use super::walk::{Node, ProfileError, Walk};

/// The columns of a table, the first of which must be there.
const COLUMNS: [&str; 5] = ["event", "type", "fee_type", "action", "transfer_type"];

/// Reads types of events from a JSON list, or from a table with the same names in its first line and commas, semicolons,
/// tabs or pipes between its cells. An empty cell leaves the column open. Every fault is told with its path.
pub fn read_event_types(text: &str) -> Result<Vec<EventType>, Vec<ProfileError>> {
    let text = text.trim_start_matches('\u{feff}');
    let value = if text.trim_start().starts_with('[') { parse(text)? } else { table(text)? };
    let mut walk = Walk::default();
    let events = event_types(&mut walk, &Node { path: "$".to_owned(), value: &value });
    if walk.errors.is_empty() { Ok(events) } else { Err(walk.errors) }
}

fn fault(path: &str, message: impl Into<String>) -> ProfileError {
    ProfileError { path: path.to_owned(), message: message.into() }
}

/// A table as the JSON that it stands for.
fn table(text: &str) -> Result<Value, Vec<ProfileError>> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let Some((_, header)) = lines.next() else { return Err(vec![fault("$", "there is nothing in the list")]) };
    let delimiter = ['|', '\t', ';', ','].into_iter().find(|delimiter| header.contains(*delimiter)).unwrap_or(',');
    let names = cells(header, delimiter);
    let unknown = |name: &&String| !COLUMNS.contains(&name.as_str());
    let mut faults: Vec<ProfileError> = names
        .iter()
        .filter(unknown)
        .map(|name| fault("line 1", format!("the column {name} is not known; known are {}", COLUMNS.join(", "))))
        .collect();
    let mut events = Vec::new();
    for (number, line) in lines {
        let cells = cells(line, delimiter);
        if cells.len() != names.len() {
            let message = format!("there are {} cells, where the first line has {}", cells.len(), names.len());
            faults.push(fault(&format!("line {}", number + 1), message));
            continue;
        }
        let filled = names.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        events.push(Value::Object(filled.map(|(name, cell)| (name.clone(), cell.into())).collect::<Map<_, _>>()));
    }
    if faults.is_empty() { Ok(Value::Array(events)) } else { Err(faults) }
}

/// The cells of a line; one in quotation marks may hold the delimiter.
fn cells(line: &str, delimiter: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c == delimiter && !quoted => cells.push(String::new()),
            c => {
                if let Some(last) = cells.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::read_event_types;

    #[test]
    fn a_table_and_a_list_say_the_same() {
        let table =
            "event,type,fee_type,action,transfer_type\nCARD_CAPTURE,debit,,applied,card\n\n\"ATM, fee\",fee,atm,,\n";
        let list = r#"[{"event":"CARD_CAPTURE","type":"debit","action":"applied","transfer_type":"card"},
            {"event":"ATM, fee","type":"fee","fee_type":"atm"}]"#;
        let events = read_event_types(table).unwrap();
        assert_eq!(events, read_event_types(list).unwrap());
        assert_eq!((events.len(), events.last().unwrap().event.as_str()), (2, "ATM, fee"));
        assert_eq!(read_event_types(&table.replace(',', "|").replace("ATM|", "ATM,")).unwrap(), events);
    }

    #[test]
    fn every_fault_is_told_with_its_place() {
        let paths = |text: &str| -> Vec<String> {
            read_event_types(text).unwrap_err().into_iter().map(|error| error.path).collect()
        };
        assert_eq!(paths("event,kind\nA,debit\n"), ["line 1"]);
        assert_eq!(paths("event,type\nA\nB,debit\n"), ["line 2"]);
        assert_eq!(paths("type\ndebit\n"), ["$[0].event"]);
        assert_eq!(paths("[{\"event\":\"A\",\"typ\":\"debit\"}]"), ["$[0].typ"]);
        assert_eq!(paths(""), ["$"]);
    }
}
