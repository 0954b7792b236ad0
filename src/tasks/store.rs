//! What the browser keeps for the page: a small `IndexedDB` of texts by key. It is there only after something was kept, and
//! each use opens and closes it, so that no other window of the page has to wait.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::is_abort;

/// Its name.
const DATABASE: &str = "daybreak-readiness";

/// The one table in it.
const TABLE: &str = "kept";

/// A key, and the text to keep under it; `None` to forget it.
pub(super) type Change = (String, Option<String>);

/// Everything that is kept; `None` when nothing ever was. An error means that the browser keeps nothing for the page.
pub(super) async fn load() -> Result<Option<Vec<String>>, JsValue> {
    let Some(database) = open(false).await? else { return Ok(None) };
    let texts = all(&database).await;
    database.close();
    texts.map(Some)
}

/// Keeps texts, or forgets them.
pub(super) async fn keep(changes: &[Change]) -> Result<(), JsValue> {
    let Some(database) = open(true).await? else { return Ok(()) };
    let kept = put(&database, changes).await;
    database.close();
    kept
}

/// Forgets everything, as if nothing had ever been kept.
pub(super) async fn clear() -> Result<(), JsValue> {
    let request = factory()?.delete_database(DATABASE)?;
    settled(&request).await.map(|_| ())
}

fn factory() -> Result<web_sys::IdbFactory, JsValue> {
    web_sys::window().ok_or(JsValue::NULL)?.indexed_db()?.ok_or(JsValue::NULL)
}

/// Opens it. One that is not there is made only if asked for: looking leaves no trace.
async fn open(make: bool) -> Result<Option<IdbDatabase>, JsValue> {
    if !make && is_listed().await == Some(false) {
        return Ok(None);
    }
    let request = factory()?.open(DATABASE)?;
    let fresh = {
        let opened = request.clone();
        Closure::once(move |_: JsValue| upgrade(&opened, make))
    };
    request.set_onupgradeneeded(Some(fresh.as_ref().unchecked_ref()));
    let opened = settled(&request).await;
    match opened {
        Ok(database) => Ok(database.dyn_into().ok()),
        // This is how making it was called off.
        Err(error) if !make && is_abort(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether the browser lists it. In WebKit even a database whose making was called off stays in the list: it must not be
/// opened only to see whether it is there.
async fn is_listed() -> Option<bool> {
    let factory = factory().ok()?;
    let list: Function = Reflect::get(&factory, &"databases".into()).ok()?.dyn_into().ok()?;
    let listed: Promise = list.call0(&factory).ok()?.dyn_into().ok()?;
    let all = Array::from(&JsFuture::from(listed).await.ok()?);
    Some(all.iter().any(|one| Reflect::get(&one, &"name".into()).is_ok_and(|name| name == DATABASE)))
}

/// The database is new: it gets its table, or is given up.
fn upgrade(opened: &IdbOpenDbRequest, make: bool) {
    let database = opened.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok());
    // Where either fails, opening fails, and that is told.
    let _ = match (make, database) {
        (true, Some(database)) => database.create_object_store(TABLE).map(|_| ()),
        _ => opened.transaction().map_or(Ok(()), |transaction| transaction.abort()),
    };
}

async fn all(database: &IdbDatabase) -> Result<Vec<String>, JsValue> {
    let request = database.transaction_with_str(TABLE)?.object_store(TABLE)?.get_all()?;
    let texts = settled(&request).await?;
    Ok(Array::from(&texts).iter().filter_map(|text| text.as_string()).collect())
}

async fn put(database: &IdbDatabase, changes: &[Change]) -> Result<(), JsValue> {
    let transaction = database.transaction_with_str_and_mode(TABLE, IdbTransactionMode::Readwrite)?;
    let table = transaction.object_store(TABLE)?;
    for (key, text) in changes {
        match text {
            Some(text) => table.put_with_key(&text.as_str().into(), &key.as_str().into())?,
            None => table.delete(&key.as_str().into())?,
        };
    }
    done(&transaction).await
}

/// What a request comes to.
async fn settled(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error()?.map_or(JsValue::NULL, JsValue::from)),
    }
}

/// Waits until everything is written.
async fn done(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(promise).await.map(|_| ())
}
