/** A page that does what the matrix claims to notice. */
export const CONTROLS_PAGE = {
  headers: {
    'content-security-policy':
      "script-src 'unsafe-inline'; img-src 'none'; require-trusted-types-for 'script'",
  },
  html: `<!doctype html>
    <html lang="en">
      <title>Controls</title>
      <button id="misbehave">Misbehave</button>
      <output id="unasked"></output>
      <output id="sink"></output>
      <img src="/picture.png" alt="" />
      <script>
        const say = (id, text) => (document.getElementById(id).textContent = text);
        // Driven Firefox takes its own navigation for a gesture, which is good for one window.
        const opened = [window.open('about:blank'), window.open('about:blank')];
        say('unasked', opened.includes(null) ? 'blocked' : 'opened');
        try {
          document.createElement('div').innerHTML = '<b>text</b>';
          say('sink', 'taken');
        } catch {
          say('sink', 'refused');
        }
        document.getElementById('misbehave').addEventListener('click', () => {
          console.error('written on purpose');
          throw new Error('thrown on purpose');
        });
      </script>
    </html>`,
} as const;
