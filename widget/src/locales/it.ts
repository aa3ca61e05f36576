import type { SignInStrings } from './en.js';

/** The prompt's words in Italian, in the formal address. */
export const strings: SignInStrings = {
  label: 'Accesso',
  'requesting-url.title': 'Preparazione dell’accesso…',
  'requesting-url.text': 'Ci vorrà solo un momento.',
  'offered.title': 'Acceda per continuare',
  'offered.text': 'L’accesso si apre in una nuova finestra. Quando ha finito, torni a questa chat.',
  'offered-here.text': 'Lascerà questa pagina per accedere e tornerà subito dopo a questa chat.',
  'refused.title': 'L’accesso non è disponibile in questo momento',
  'refused.late':
    'Questa richiesta è troppo vecchia. Continui senza accedere e chieda nella chat di poter accedere di nuovo.',
  'refused.rejected':
    'L’accesso potrebbe essere già aperto in un’altra scheda. Lo completi lì oppure continui senza accedere.',
  'refused.throttled': 'Troppe persone stanno accedendo. Per ora può continuare senza accedere.',
  'refused.unreachable': 'Il servizio di accesso non ha risposto. Per ora può continuare senza accedere.',
  'refused.misconfigured': 'L’accesso non è configurato in questa pagina. Può continuare senza accedere.',
  'signing-in.title': 'Completi l’accesso',
  'signing-in.text':
    'Completi l’accesso nell’altra finestra. Questa chat si aggiorna da sola appena ha finito.',
  'confirming.title': 'Verifica dell’accesso…',
  'confirming.text': 'Ci vorrà qualche secondo.',
  'opting-out.title': 'Si continua senza accedere…',
  'opting-out.text': 'Ci vorrà solo un momento.',
  'succeeded.title': 'Accesso effettuato',
  'succeeded.named': 'Accesso effettuato come {name}',
  'succeeded.text': 'Può continuare la chat.',
  'failed.title': 'Accesso non effettuato',
  'failed.text': 'L’accesso non è riuscito. La chat continua e Le dirà che cosa può fare.',
  'timeout.title': 'Il tempo per accedere è scaduto',
  'timeout.text':
    'L’accesso non è stato effettuato. La chat continua e potrebbe chiederLe di nuovo di accedere.',
  'expired.title': 'Questa richiesta di accesso è scaduta',
  'expired.text':
    'L’accesso non è stato effettuato. La chat continua e potrebbe chiederLe di nuovo di accedere.',
  'opted-out.title': 'Continua senza accedere',
  'opted-out.text': 'Può continuare la chat.',
  'disconnected.title': 'La chat è terminata',
  'disconnected.text': 'Non è più necessario accedere. Se ha bisogno di aiuto, apra una nuova chat.',
  'notice.window-blocked':
    'Il browser ha bloccato la finestra di accesso. La consenta per questa pagina e riprovi.',
  'notice.window-blocked-here':
    'Il browser ha bloccato la finestra di accesso. Riprovi oppure continui in questa scheda.',
  'notice.unfinished': 'Non ha ancora finito? Torni alla finestra di accesso oppure la apra di nuovo.',
  'notice.opt-out-refused': 'Non ha funzionato. Riprovi tra un momento.',
  'action.sign-in': 'Accedi',
  'action.try-again': 'Riprova',
  'action.open-again': 'Apri di nuovo l’accesso',
  'action.here': 'Continua in questa scheda',
  'action.opt-out': 'Continua senza accedere',
  'new-window': 'si apre in una nuova finestra',
  opening: 'Apertura dell’accesso…',
  'time-left': 'Restano {time}',
  'spoken.60': 'Manca un minuto per accedere.',
  'spoken.30': 'Mancano 30 secondi per accedere.',
};
