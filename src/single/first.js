// No policy of a page covers WebRTC, by which browsers speak with one another: so it is taken away before anything else runs.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "mozRTCPeerConnection"]) delete globalThis[name];
