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
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let delimiter = ['|', '\t', ';', ','].into_iter().find(|delimiter| header.contains(*delimiter)).unwrap_or(',');
    let mut rows = rows(text, delimiter)?.into_iter();
    let Some((first, names)) = rows.next() else { return Err(vec![fault("$", "there is nothing in the list")]) };
    let unknown = |name: &&String| !COLUMNS.contains(&name.as_str());
    let mut faults: Vec<ProfileError> = names
        .iter()
        .filter(unknown)
        .map(|name| {
            fault(&format!("line {first}"), format!("the column {name} is not known; known are {}", COLUMNS.join(", ")))
        })
        .collect();
    let mut events = Vec::new();
    for (line, cells) in rows {
        if cells.len() != names.len() {
            let message = format!("there are {} cells, where the first line has {}", cells.len(), names.len());
            faults.push(fault(&format!("line {line}"), message));
            continue;
        }
        let filled = names.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        events.push(Value::Object(filled.map(|(name, cell)| (name.clone(), cell.into())).collect::<Map<_, _>>()));
    }
    if faults.is_empty() { Ok(Value::Array(events)) } else { Err(faults) }
}

/// The cells of a row, and the line in which it begins.
type Row = (usize, Vec<String>);

/// The rows that are not blank. A cell in quotation marks may hold the delimiter, the end of a line, and quotation marks,
/// each written twice.
fn rows(text: &str, delimiter: char) -> Result<Vec<Row>, Vec<ProfileError>> {
    let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut first, mut opened) = (1, 1, None);
    let mut letters = text.chars().chain((!text.ends_with('\n')).then_some('\n')).peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        match letter {
            '"' if opened.is_some() && letters.next_if_eq(&'"').is_none() => opened = None,
            '"' if opened.is_none() && cell.trim().is_empty() => opened = Some(line),
            _ if opened.is_none() && (letter == delimiter || letter == '\n') => {
                cells.push(std::mem::take(&mut cell).trim().to_owned());
                if letter == '\n' {
                    rows.push((first, std::mem::take(&mut cells)));
                    first = line;
                }
            }
            letter => cell.push(letter),
        }
    }
    if let Some(line) = opened {
        return Err(vec![fault(&format!("line {line}"), "a quotation mark is opened here and never closed")]);
    }
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    Ok(rows)
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
    fn a_cell_in_quotation_marks_may_hold_anything() {
        let names = |text: &str| -> Vec<String> {
            read_event_types(text).unwrap().into_iter().map(|event| event.event).collect()
        };
        let quoted = "event,type\r\n\"The \"\"big\"\", one\",debit\r\n\"\"\"A\"\"\",debit\n \"two\nlines\" ,debit\nit's 5\" wide,debit";
        assert_eq!(names(quoted), ["The \"big\", one", "\"A\"", "two\nlines", "it's 5\" wide"]);
    }

    #[test]
    fn every_fault_is_told_with_its_place() {
        let paths = |text: &str| -> Vec<String> {
            read_event_types(text).unwrap_err().into_iter().map(|error| error.path).collect()
        };
        assert_eq!(paths("event,kind\nA,debit\n"), ["line 1"]);
        assert_eq!(paths("event,type\nA\nB,debit\n"), ["line 2"]);
        assert_eq!(paths("event,type\n\"A\nB\",debit\nC\n"), ["line 4"]);
        assert_eq!(paths("event,type\nA,debit\n\"B,debit\nC,debit\n"), ["line 3"]);
        assert_eq!(paths("type\ndebit\n"), ["$[0].event"]);
        assert_eq!(paths("[{\"event\":\"A\",\"typ\":\"debit\"}]"), ["$[0].typ"]);
        assert_eq!(paths(""), ["$"]);
    }
}
