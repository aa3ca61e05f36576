import type { Words } from '../page-words.js';

/** Italian. */
export const it: Words = {
  pages: {
    opening: { title: 'Apertura dell’accesso…', text: 'Stai per passare alla pagina di accesso protetta.' },
    accepted: { title: 'Qui hai finito', text: 'La chat mostra ora il risultato dell’accesso.' },
    alreadyAccepted: {
      title: 'Questo accesso è già completato',
      text: 'Qui non resta nulla da fare. La chat mostra il risultato.',
    },
    declined: { title: 'Non hai effettuato l’accesso', text: 'La chat continua senza.' },
    checkChat: {
      title: 'Guarda la chat',
      text: 'La chat ha già ricevuto una risposta per questo accesso e ne mostra il risultato.',
    },
    neutral: { title: 'Torna alla chat', text: 'In questa pagina non c’è nulla da fare.' },
    waiting: {
      title: 'Un momento, per favore',
      text: 'Molte persone stanno accedendo in questo momento. Il tuo accesso è conservato: lascia aperta questa pagina.',
    },
    unavailable: {
      title: 'Ci vuole più tempo del solito',
      text: 'Il servizio di chat non ha risposto in tempo. Il tuo accesso è conservato: lascia aperta questa pagina.',
    },
    tooOld: {
      title: 'Questo accesso ha richiesto troppo tempo',
      text: 'Non si è perso nulla. Torna alla chat e scegli di nuovo «Accedi».',
    },
    rejected: {
      title: 'La chat non ha accettato questo accesso',
      text: 'È scaduto o è già stato usato. Torna alla chat: mostra che cosa puoi fare.',
    },
    fault: {
      title: 'Qualcosa non funziona da parte nostra',
      text: 'Non è stato possibile trasmettere il tuo accesso. Torna alla chat e continua senza accedere.',
    },
    unbound: {
      title: 'Questo link è stato aperto in un altro browser',
      text: 'Per la tua sicurezza non è stato trasmesso nulla. Torna alla chat, nel browser in cui hai iniziato, e scegli lì «Accedi».',
    },
    invalid: {
      title: 'Questo link non è completo',
      text: 'Non può essere usato per accedere. Torna alla chat e scegli di nuovo «Accedi».',
    },
    startRefused: {
      title: 'L’accesso non può iniziare da qui',
      text: 'Torna alla chat e scegli lì «Accedi».',
    },
    notFound: { title: 'Questa pagina non esiste', text: 'Torna alla chat.' },
    methodNotAllowed: { title: 'Questa pagina non si usa così', text: 'Torna alla chat.' },
  },
  continueToSignIn: 'Continua all’accesso',
  backToChat: 'Torna alla chat',
  tryNow: 'Riprova ora',
  triesAgain: 'Questa pagina riprova da sola tra circa {time}.',
  closeWindow: 'Puoi chiudere questa finestra.',
  reference: 'Riferimento:',
};
