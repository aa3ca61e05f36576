import type { SignInStrings } from './en.js';

/** The prompt's words in German, in the formal address. */
export const strings: SignInStrings = {
  label: 'Anmeldung',
  'requesting-url.title': 'Anmeldung wird vorbereitet…',
  'requesting-url.text': 'Das dauert nur einen Moment.',
  'offered.title': 'Bitte melden Sie sich an',
  'offered.text':
    'Die Anmeldung öffnet sich in einem neuen Fenster. Kommen Sie danach zu diesem Chat zurück.',
  'offered-here.text':
    'Sie verlassen diese Seite zum Anmelden und kommen gleich danach zu diesem Chat zurück.',
  'refused.title': 'Die Anmeldung ist gerade nicht möglich',
  'refused.late':
    'Diese Anfrage ist zu alt. Fahren Sie ohne Anmeldung fort und bitten Sie im Chat um eine neue Anmeldung.',
  'refused.rejected':
    'Vielleicht ist die Anmeldung schon in einem anderen Tab geöffnet. Schließen Sie sie dort ab oder fahren Sie ohne Anmeldung fort.',
  'refused.throttled':
    'Gerade melden sich zu viele Personen an. Sie können vorerst ohne Anmeldung fortfahren.',
  'refused.unreachable':
    'Der Anmeldedienst hat nicht geantwortet. Sie können vorerst ohne Anmeldung fortfahren.',
  'refused.misconfigured':
    'Die Anmeldung ist auf dieser Seite nicht eingerichtet. Sie können ohne Anmeldung fortfahren.',
  'signing-in.title': 'Schließen Sie die Anmeldung ab',
  'signing-in.text':
    'Melden Sie sich im Anmeldefenster an. Dieser Chat aktualisiert sich von selbst, sobald Sie fertig sind.',
  'confirming.title': 'Ihre Anmeldung wird geprüft…',
  'confirming.text': 'Das dauert einige Sekunden.',
  'opting-out.title': 'Es geht ohne Anmeldung weiter…',
  'opting-out.text': 'Das dauert nur einen Moment.',
  'succeeded.title': 'Sie sind angemeldet',
  'succeeded.named': 'Sie sind angemeldet als {name}',
  'succeeded.text': 'Sie können Ihren Chat fortsetzen.',
  'failed.title': 'Sie sind nicht angemeldet',
  'failed.text':
    'Die Anmeldung hat nicht geklappt. Der Chat geht weiter und sagt Ihnen, was Sie jetzt tun können.',
  'timeout.title': 'Die Zeit zum Anmelden ist abgelaufen',
  'timeout.text': 'Sie sind nicht angemeldet. Der Chat geht weiter und fragt Sie vielleicht noch einmal.',
  'expired.title': 'Diese Anmeldeanfrage ist abgelaufen',
  'expired.text': 'Sie sind nicht angemeldet. Der Chat geht weiter und fragt Sie vielleicht noch einmal.',
  'opted-out.title': 'Es geht ohne Anmeldung weiter',
  'opted-out.text': 'Sie können Ihren Chat fortsetzen.',
  'disconnected.title': 'Der Chat ist beendet',
  'disconnected.text':
    'Sie müssen sich nicht mehr anmelden. Beginnen Sie einen neuen Chat, wenn Sie Hilfe brauchen.',
  'notice.window-blocked':
    'Ihr Browser hat das Anmeldefenster blockiert. Erlauben Sie es für diese Seite und versuchen Sie es noch einmal.',
  'notice.window-blocked-here':
    'Ihr Browser hat das Anmeldefenster blockiert. Versuchen Sie es noch einmal oder fahren Sie in diesem Tab fort.',
  'notice.unfinished':
    'Noch nicht fertig? Gehen Sie zurück zum Anmeldefenster oder öffnen Sie die Anmeldung noch einmal.',
  'notice.opt-out-refused': 'Das hat nicht geklappt. Bitte versuchen Sie es gleich noch einmal.',
  'action.sign-in': 'Anmelden',
  'action.try-again': 'Noch einmal versuchen',
  'action.open-again': 'Anmeldung noch einmal öffnen',
  'action.here': 'In diesem Tab fortfahren',
  'action.opt-out': 'Ohne Anmeldung fortfahren',
  'new-window': 'öffnet ein neues Fenster',
  opening: 'Anmeldung wird geöffnet…',
  'time-left': 'Noch {time}',
  'spoken.60': 'Noch eine Minute zum Anmelden.',
  'spoken.30': 'Noch 30 Sekunden zum Anmelden.',
};
