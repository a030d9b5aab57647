// Finds the number that an ALTCHA challenge (version 2, PBKDF2) asks for, then sends the form.
const form = document.getElementById("preuve");
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function solve({ nonce, salt, cost, keyLength, keyPrefix }) {
  const start = bytes(nonce);
  const password = new Uint8Array(start.length + 4);
  password.set(start);
  const view = new DataView(password.buffer);
  const asked = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  for (let counter = 0; ; counter += 1) {
    view.setUint32(start.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derivedKey = hex(await crypto.subtle.deriveBits(asked, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
  }
}

async function prove() {
  const challenge = JSON.parse(form.dataset.defi);
  const solution = await solve(challenge.parameters);
  form.elements.altcha.value = btoa(JSON.stringify({ challenge, solution }));
  form.submit();
}

// Without WebCrypto, or if anything fails, the page already shows the other way.
if (form && window.crypto && crypto.subtle) {
  document.getElementById("preuve-attente").hidden = false;
  document.getElementById("preuve-sinon").hidden = true;
  prove().catch(() => {
    document.getElementById("preuve-attente").hidden = true;
    document.getElementById("preuve-sinon").hidden = false;
  });
}
