//! Every way that script has out of a page, for tests that none leads out.

/// A script that tries each way to `TARGET`, and hands over the names of those that it tried. A request says by its path
/// which way it came.
pub const WAYS: &str = r"
const done = arguments[arguments.length - 1];
const to = way => `TARGET/${way}?${Math.random()}`;
const tried = [];
const attempt = (way, go) => { try { go(to(way)); } catch (error) { /* refused at once */ } tried.push(way); };
const add = (tag, set) => { const element = document.createElement(tag); set(element); document.body.append(element); return element; };
attempt('fetch', url => fetch(url, { mode: 'no-cors' }).catch(() => {}));
attempt('xhr', url => { const request = new XMLHttpRequest(); request.open('POST', url); request.send('x'); });
attempt('beacon', url => navigator.sendBeacon(url, 'x'));
attempt('events', url => new EventSource(url));
attempt('socket', url => new WebSocket(url.replace('http', 'ws')));
attempt('image', url => { new Image().src = url; });
attempt('script', url => add('script', element => { element.src = url; }));
attempt('style', url => add('link', element => { element.rel = 'stylesheet'; element.href = url; }));
attempt('frame', url => add('iframe', element => { element.src = url; }));
attempt('prefetch', url => add('link', element => { element.rel = 'prefetch'; element.href = url; }));
attempt('ping', url => { const link = add('a', element => { element.ping = url; element.href = '#'; }); link.click(); });
attempt('object', url => add('object', element => { element.data = url; }));
attempt('embed', url => add('embed', element => { element.src = url; }));
attempt('module', url => import(url).catch(() => {}));
attempt('font', url => new FontFace('f', `url(${url})`).load().catch(() => {}));
attempt('media', url => { const video = add('video', () => {}); video.src = url; video.load(); });
attempt('form', url => { const form = add('form', element => { element.action = url; element.method = 'post'; element.target = add('iframe', frame => { frame.name = 'sink'; }).name; }); form.submit(); });
attempt('transport', url => { const transport = new WebTransport(url.replace('http', 'https')); transport.ready.catch(() => {}); transport.closed.catch(() => {}); });
attempt('webrtc', url => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${new URL(url).port}` }] });
    connection.createDataChannel('x');
    connection.createOffer().then(offer => connection.setLocalDescription(offer)).catch(() => {});
});
const inWorker = (way, code) => attempt(way, url => {
    const text = `const url = ${JSON.stringify(url)}; ${code}`;
    new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
});
inWorker('worker-fetch', `fetch(url, { mode: 'no-cors' }).catch(() => {})`);
inWorker('worker-xhr', `const request = new XMLHttpRequest(); request.open('POST', url); request.send('x')`);
inWorker('worker-events', `new EventSource(url)`);
inWorker('worker-socket', `new WebSocket(url.replace('http', 'ws'))`);
inWorker('worker-script', `importScripts(url)`);
inWorker('worker-transport', `new WebTransport(url.replace('http', 'https'))`);
inWorker('worker-webrtc', `new RTCPeerConnection().createDataChannel('x')`);
setTimeout(() => done(tried), 1500);
";
