//! A dialog over the page: the browser's own, so that focus, Escape and the backdrop behave as people know them.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::icons::Icon;

/// What [`Modal`] takes.
#[derive(Properties, PartialEq)]
pub struct ModalProps {
    /// Its title.
    pub title: AttrValue,
    /// Called when it is closed.
    pub on_close: Callback<()>,
    /// What it holds.
    pub children: Html,
}

/// A dialog.
#[component]
pub fn Modal(props: &ModalProps) -> Html {
    let element = use_node_ref();
    {
        let element = element.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = element.cast::<HtmlDialogElement>() {
                // It fails only when it is open already.
                let _ = dialog.show_modal();
            }
            // What is only taken away does not give the focus back to where it was before.
            move || {
                if let Some(dialog) = element.cast::<HtmlDialogElement>() {
                    dialog.close();
                }
            }
        });
    }
    let close = {
        let element = element.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = element.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    html! {
        <dialog ref={element} class="dialog" aria-labelledby="dialog-title" onclose={props.on_close.reform(|_: Event| ())}>
            <div class="dialog__head">
                <h2 class="dialog__title" id="dialog-title">{ &props.title }</h2>
                <button class="button button--small button--plain" type="button" aria-label="Close" onclick={close}>
                    { Icon::Close.with_class("icon--small") }
                </button>
            </div>
            <div class="dialog__body">{ props.children.clone() }</div>
        </dialog>
    }
}
