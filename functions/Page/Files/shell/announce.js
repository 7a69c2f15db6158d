/** Says something to who listens instead of looking. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}
