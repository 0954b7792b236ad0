//! Who asks an element is answered: by the report that was asked for, by nothing else, and whatever happens meanwhile.

use anyhow::{Result, ensure};
use daybreak_e2e::{ELEMENT, Page, broken, good, journey};
use serde_json::{Value, json};

const WIDE: (u32, u32) = (1280, 900);
const CARDS: &str = "2026-11-21_cards_v1.csv";
const BALANCES: &str = "2026-11-21_balances_v1.csv";
const ONE: &str = "<daybreak-previewer id=one></daybreak-previewer>";

fn verdict(report: &Value) -> &Value {
    report.pointer("/verdict").unwrap_or(report)
}

/// Whether each file by itself would be taken; a day of which others are missing is incomplete.
fn are_accepted(report: &Value) -> bool {
    let files = report.get("files").and_then(Value::as_array);
    files.is_some_and(|files| files.iter().all(|file| file.get("verdict") == Some(&json!("accepted"))))
}

/// Names the files of a report, in their order.
fn names(report: &Value) -> Vec<&str> {
    let files = report.get("files").and_then(Value::as_array);
    files.into_iter().flatten().filter_map(|file| file.get("name")?.as_str()).collect()
}

/// A page with an element, `one`, and with files: cards that are good, cards of the same name that are not, and balances.
async fn open(page: &Page) -> Result<()> {
    page.host(ELEMENT, ONE).await?;
    page.make_files(&[(CARDS, &good("cards", 3000)?), (BALANCES, &good("balances", 10)?)]).await?;
    let bad = String::from_utf8(broken("cards", 30, &["duplicate-key"])?)?;
    page.run(&format!(
        "globalThis.one = document.getElementById('one'); made.good = made['{CARDS}']; made.balances = made['{BALANCES}'];
         made.bad = new File([{}], '{CARDS}');",
        json!(bad)
    ))
    .await?;
    page.told("one", "ready", "true").await
}

/// What each of some promises of `check()` came to: its report, or in words why there is none.
async fn answers(page: &Page, script: &str) -> Result<Vec<Value>> {
    page.value_later(&format!(
        "const done = arguments[arguments.length - 1];
         const answers = (() => {{ {script} }})();
         Promise.allSettled(answers).then(all => done(all.map(({{ value, reason }}) => value ?? String(reason))));"
    ))
    .await
}

/// Requests for the frame's document so far.
fn frames(page: &Page) -> usize {
    page.site.requests().iter().filter(|line| line.contains("embed.html")).count()
}

#[tokio::test]
async fn a_report_of_earlier_files_answers_nobody_who_asked_later() -> Result<()> {
    journey(WIDE, async |page| {
        open(page).await?;
        // Of the same name: by it they cannot be told apart.
        let both = answers(page, "return [one.check([made.good]), one.check([made.bad])]").await?;
        ensure!(both.iter().all(|report| verdict(report) == "rejected"), "{both:?}");
        let reset = answers(
            page,
            "one.reset(); const first = one.check([made.good]); one.reset(); return [first, one.check([made.bad])]",
        )
        .await?;
        ensure!(reset.first().is_some_and(|first| first.to_string().contains("files were closed")), "{reset:?}");
        ensure!(reset.last().map(verdict) == Some(&json!("rejected")), "{reset:?}");
        // Also while the first one's report is on its way: it comes while the host is busy.
        let second = answers(
            page,
            "one.reset(); one.check([made.good]).catch(() => {});
             for (const until = Date.now() + 1500; Date.now() < until;) { }
             return [one.check([made.bad])]",
        )
        .await?;
        ensure!(second.first().map(verdict) == Some(&json!("rejected")), "{second:?}");
        // Nor is the report of what was closed told, or kept.
        page.run("one.reset(); told.length = 0; one.check([made.good]).catch(() => {}); one.reset()").await?;
        page.pause(1500).await;
        let told: Vec<Value> = page.value("return told").await?;
        ensure!(told.is_empty(), "{told:?}");
        ensure!(page.value::<Option<Value>>("return one.report").await?.is_none());
        Ok(())
    })
    .await
}

/// A program that makes files may date them all alike, and a mended value is often as long as the one before.
#[tokio::test]
async fn a_file_of_the_same_name_size_and_date_is_checked_for_what_it_holds() -> Result<()> {
    journey(WIDE, async |page| {
        open(page).await?;
        let good = good("cards", 10)?;
        let bad = good.replacen("|active|", "|acting|", 1);
        ensure!(bad != good && bad.len() == good.len(), "{good}");
        page.run(&format!(
            "globalThis.file = (text) => new File([text], '{CARDS}', {{ lastModified: 1 }});
             globalThis.texts = {};",
            json!([good, bad])
        ))
        .await?;
        for (at, expected) in [(0, "accepted"), (1, "rejected"), (0, "accepted")] {
            let answer = answers(page, &format!("return [one.check([file(texts[{at}])])]")).await?;
            ensure!(answer.first().map(verdict) == Some(&json!(expected)), "{at}: {answer:?}");
            ensure!(answer.iter().all(|report| names(report) == [CARDS]), "{answer:?}");
        }
        // Asked for twice before there is a frame at all, it is one file.
        page.run(
            "one.remove(); globalThis.one = document.createElement('daybreak-previewer'); document.body.append(one)",
        )
        .await?;
        let both = answers(page, "return [one.check([file(texts[1])]), one.check([file(texts[0])])]").await?;
        ensure!(both.iter().all(|report| verdict(report) == "accepted" && names(report) == [CARDS]), "{both:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_no_file_is_refused_and_nothing_else_is() -> Result<()> {
    journey(WIDE, async |page| {
        open(page).await?;
        let all =
            answers(page, "return [one.check([() => {}]), one.check(42), one.check(['text']), one.check([made.good])]")
                .await?;
        let (good, refused) = all.split_last().map_or((&Value::Null, &[][..]), |parts| parts);
        ensure!(refused.iter().all(|refused| refused.to_string().contains("list of File objects")), "{refused:?}");
        ensure!(verdict(good) == "accepted", "{good}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_cannot_be_checked_refuses_only_who_asked_for_it() -> Result<()> {
    journey(WIDE, async |page| {
        open(page).await?;
        let all = answers(
            page,
            "const many = Array.from({ length: 61 }, (_, at) => new File(['x'], `${at}.csv`));
             return [one.check([made.good]), one.check(many), one.check([made.balances])]",
        )
        .await?;
        let [first, many, last] = all.as_slice() else { anyhow::bail!("{all:?}") };
        ensure!(are_accepted(first) && are_accepted(last), "{all:?}");
        ensure!(many.to_string().contains("At most 60 files"), "{many}");
        ensure!(names(last) == [CARDS, BALANCES], "{last}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_frame_that_starts_anew_answers_all_that_was_asked() -> Result<()> {
    journey(WIDE, async |page| {
        open(page).await?;
        let all = answers(
            page,
            "const asked = [one.check([made.good]), one.check([made.balances])];
             one.setAttribute('view', 'compact'); one.setAttribute('expose-values', '');
             one.setAttribute('sample', 'none'); one.setAttribute('kind', '');
             return asked",
        )
        .await?;
        for report in &all {
            ensure!(are_accepted(report) && names(report) == [CARDS, BALANCES], "{report}");
        }
        ensure!(frames(page) == 2, "started anew for each attribute: {:?}", page.site.requests());

        // Led to another document, as by the browser's own Reload Frame, it has them again too.
        page.forget_told().await?;
        page.enter_element("one").await?;
        page.run("setTimeout(() => location.reload())").await?;
        page.leave().await?;
        page.told("one", "report", "true").await?;
        let report = page.last_told("one", "report").await?;
        ensure!(names(report.get("report").unwrap_or(&Value::Null)) == [CARDS, BALANCES], "{report}");
        let more = answers(page, "return [one.check([made.bad])]").await?;
        ensure!(more.first().map(verdict) == Some(&json!("rejected")), "{more:?}");
        Ok(())
    })
    .await
}

/// What a person does inside is told once, and as what it is.
#[tokio::test]
async fn a_person_who_closes_the_last_file_is_told_of_and_one_who_goes_to_another_is_not() -> Result<()> {
    journey(WIDE, async |page| {
        open(page).await?;
        answers(page, "return [one.check([made.bad, made.balances])]").await?;
        page.forget_told().await?;
        page.enter_element("one").await?;
        let to = |name: &str| format!("[data-file='{name}'] .files__button");
        page.click(&to(CARDS)).await?;
        page.click(".findings__row").await?;
        for name in [BALANCES, CARDS, BALANCES, CARDS] {
            page.click(&to(name)).await?;
            page.pause(300).await;
        }
        page.leave().await?;
        let told: Vec<Value> = page.value("return told.map(([, what]) => what)").await?;
        ensure!(told == ["select"], "{told:?}");

        page.enter_element("one").await?;
        page.click(&format!("[data-file='{CARDS}'] .files__close")).await?;
        page.until_gone(&format!("[data-file='{CARDS}']")).await?;
        page.click(".files__close").await?;
        page.until("[data-phase=idle]").await?;
        page.leave().await?;
        page.told("one", "emptied", "true").await?;
        let state: (Option<Value>, usize) = page.value("return [one.report, one.files.length]").await?;
        ensure!(state == (None, 0), "{state:?}");
        // The host's own doing is no news to it.
        page.forget_told().await?;
        let again = answers(page, "return [one.check([made.balances])]").await?;
        ensure!(again.first().map(verdict) == Some(&json!("accepted")), "{again:?}");
        page.run("one.reset()").await?;
        page.pause(500).await;
        ensure!(page.last_told("one", "emptied").await?.is_null());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_fails_after_the_start_is_told_without_a_word_of_what_it_was_about() -> Result<()> {
    journey(WIDE, async |page| {
        open(page).await?;
        page.enter_element("one").await?;
        page.run("const error = new Error('crd_00004111'); dispatchEvent(new ErrorEvent('error', { error, message: error.message }))")
            .await?;
        page.leave().await?;
        page.told("one", "fault", "detail.message.includes('the program failed')").await?;
        ensure!(!page.last_told("one", "fault").await?.to_string().contains("4111"));
        Ok(())
    })
    .await
}

/// Its promise must not wait for ever, and its files are not lost.
#[tokio::test]
async fn an_element_that_is_put_nowhere_refuses_after_a_while() -> Result<()> {
    journey(WIDE, async |page| {
        open(page).await?;
        // Half a minute, sooner.
        page.run("globalThis.wait = setTimeout; globalThis.setTimeout = (then, time, ...more) => wait(then, time / 100, ...more)")
            .await?;
        page.run("globalThis.two = Object.assign(document.createElement('daybreak-previewer'), { id: 'two' })").await?;
        let refused = answers(page, "return [two.check([made.good])]").await?;
        ensure!(refused.first().is_some_and(|one| one.to_string().contains("in no document")), "{refused:?}");
        page.run("globalThis.setTimeout = wait; document.body.append(two)").await?;
        page.told("two", "report", "detail.report.verdict == 'accepted'").await
    })
    .await
}

/// A host that listens late asks for the greeting; nobody else is given it.
#[tokio::test]
async fn a_frame_greets_again_when_its_host_asks_for_it() -> Result<()> {
    journey(WIDE, async |page| {
        let frame = format!(
            "<iframe id=one sandbox='allow-scripts' src='/embed/embed.html#host={}'></iframe>",
            page.site.address
        );
        page.host("", &frame).await?;
        page.pause(4000).await;
        page.run(
            "globalThis.said = []; globalThis.ports = [];
             addEventListener('message', ({ data, ports: [port] }) => {
                 if (data.type != 'hello') return;
                 ports.push(port);
                 port.onmessage = ({ data }) => said.push(data.type);
             });
             const frame = document.getElementById('one');
             globalThis.hello = () => frame.contentWindow.postMessage({ daybreak: 1, type: 'hello' }, '*');
             hello();",
        )
        .await?;
        page.until_true("said.includes('ready') && said.includes('size')").await?;
        // Once it was spoken with, the port stays.
        page.run("ports[0].postMessage({ daybreak: 1, type: 'reset', request: 1 }); setTimeout(hello, 500)").await?;
        page.pause(1500).await;
        ensure!(page.value::<usize>("return ports.length").await? == 1);
        Ok(())
    })
    .await
}

/// What the browser refuses to a frame without an origin is no failure that nobody hears of.
#[tokio::test]
async fn nothing_is_left_unheard_in_a_frame() -> Result<()> {
    journey(WIDE, async |page| {
        // Before its policy, which would forbid it.
        let listen = "<head><script>globalThis.unheard = [];
            addEventListener('unhandledrejection', ({ reason }) => unheard.push(String(reason)));</script>";
        let frame = std::fs::read_to_string(page.built("embed/embed.html")?)?;
        page.site.put("/embed/embed.html", &frame.replacen("<head>", listen, 1));
        open(page).await?;
        answers(page, "return [one.check([made.balances])]").await?;
        page.enter_element("one").await?;
        page.pause(500).await;
        let unheard: Vec<String> = page.value("return unheard").await?;
        ensure!(unheard.is_empty(), "{unheard:?}");
        Ok(())
    })
    .await
}
