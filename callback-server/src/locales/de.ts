import type { Words } from '../page-words.js';

/** German. */
export const de: Words = {
  pages: {
    opening: {
      title: 'Anmeldung wird geöffnet…',
      text: 'Sie werden zur sicheren Anmeldeseite weitergeleitet.',
    },
    accepted: { title: 'Hier sind Sie fertig', text: 'Ihr Chat zeigt jetzt das Ergebnis der Anmeldung.' },
    alreadyAccepted: {
      title: 'Diese Anmeldung ist schon abgeschlossen',
      text: 'Hier ist nichts mehr zu tun. Ihr Chat zeigt das Ergebnis.',
    },
    declined: { title: 'Sie haben sich nicht angemeldet', text: 'Ihr Chat geht ohne Anmeldung weiter.' },
    checkChat: {
      title: 'Bitte sehen Sie in Ihren Chat',
      text: 'Ihr Chat hat zu dieser Anmeldung schon eine Antwort erhalten und zeigt das Ergebnis.',
    },
    neutral: { title: 'Bitte gehen Sie zurück zu Ihrem Chat', text: 'Auf dieser Seite ist nichts zu tun.' },
    waiting: {
      title: 'Einen Moment bitte',
      text: 'Gerade melden sich viele Menschen an. Ihre Anmeldung bleibt erhalten; bitte lassen Sie diese Seite offen.',
    },
    unavailable: {
      title: 'Das dauert länger als sonst',
      text: 'Der Chatdienst hat nicht rechtzeitig geantwortet. Ihre Anmeldung bleibt erhalten; bitte lassen Sie diese Seite offen.',
    },
    tooOld: {
      title: 'Diese Anmeldung hat zu lange gedauert',
      text: 'Es ist nichts verloren. Gehen Sie zurück zu Ihrem Chat und wählen Sie erneut „Anmelden“.',
    },
    rejected: {
      title: 'Der Chat hat diese Anmeldung nicht angenommen',
      text: 'Sie ist abgelaufen oder wurde schon verwendet. Gehen Sie zurück zu Ihrem Chat: Dort steht, was Sie tun können.',
    },
    fault: {
      title: 'Bei uns ist etwas nicht in Ordnung',
      text: 'Ihre Anmeldung konnte nicht weitergegeben werden. Gehen Sie zurück zu Ihrem Chat und fahren Sie ohne Anmeldung fort.',
    },
    unbound: {
      title: 'Dieser Link wurde in einem anderen Browser geöffnet',
      text: 'Zu Ihrer Sicherheit wurde nichts weitergegeben. Gehen Sie in dem Browser, in dem Sie begonnen haben, zurück zu Ihrem Chat und wählen Sie dort „Anmelden“.',
    },
    invalid: {
      title: 'Dieser Link ist nicht vollständig',
      text: 'Damit kann man sich nicht anmelden. Gehen Sie zurück zu Ihrem Chat und wählen Sie erneut „Anmelden“.',
    },
    startRefused: {
      title: 'Die Anmeldung kann hier nicht beginnen',
      text: 'Gehen Sie zurück zu Ihrem Chat und wählen Sie dort „Anmelden“.',
    },
    notFound: { title: 'Diese Seite gibt es nicht', text: 'Gehen Sie zurück zu Ihrem Chat.' },
    methodNotAllowed: {
      title: 'So kann diese Seite nicht benutzt werden',
      text: 'Gehen Sie zurück zu Ihrem Chat.',
    },
  },
  continueToSignIn: 'Weiter zur Anmeldung',
  backToChat: 'Zurück zum Chat',
  tryNow: 'Jetzt versuchen',
  triesAgain: 'Diese Seite versucht es von selbst wieder. Wartezeit: etwa {time}.',
  closeWindow: 'Sie können dieses Fenster schließen.',
  reference: 'Referenz:',
};
