// Joins the button of the page to the browser's own dialogue with the security key (allauth's webauthn.js).
document.addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("id_credential");
  const failure = document.getElementById("cle-echec");
  if (!button || !window.allauth) return;
  const ids = { add: button.id, authenticate: button.id, credential: "cle-reponse", data: "cle-options" };
  const { addForm, authenticateForm } = window.allauth.webauthn.forms;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    failure.hidden = true;
  });
  (button.dataset.geste === "ajouter" ? addForm : authenticateForm)({ ids });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    failure.hidden = false;
    failure.focus();
  });
});
