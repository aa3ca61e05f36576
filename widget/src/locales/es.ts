import type { SignInStrings } from './en.js';

/** The prompt's words in Spanish, in the formal address. */
export const strings: SignInStrings = {
  label: 'Iniciar sesión',
  'requesting-url.title': 'Preparando el inicio de sesión…',
  'requesting-url.text': 'Solo tardará un momento.',
  'offered.title': 'Inicie sesión para continuar',
  'offered.text': 'El inicio de sesión se abre en una ventana nueva. Cuando termine, vuelva a este chat.',
  'offered-here.text': 'Saldrá de esta página para iniciar sesión y volverá a este chat justo después.',
  'refused.title': 'Ahora no es posible iniciar sesión',
  'refused.late':
    'Esta solicitud es demasiado antigua. Continúe sin iniciar sesión y pida en el chat que le dejen intentarlo de nuevo.',
  'refused.rejected':
    'Es posible que ya esté abierto en otra pestaña. Termine allí o continúe sin iniciar sesión.',
  'refused.throttled':
    'Hay demasiadas personas iniciando sesión. Por ahora puede continuar sin iniciar sesión.',
  'refused.unreachable':
    'El servicio de inicio de sesión no ha respondido. Por ahora puede continuar sin iniciar sesión.',
  'refused.misconfigured':
    'El inicio de sesión no está configurado en esta página. Puede continuar sin iniciar sesión.',
  'signing-in.title': 'Termine de iniciar sesión',
  'signing-in.text':
    'Termine en la ventana de inicio de sesión. Este chat se actualiza solo en cuanto acabe.',
  'confirming.title': 'Comprobando su inicio de sesión…',
  'confirming.text': 'Tardará unos segundos.',
  'opting-out.title': 'Continuando sin iniciar sesión…',
  'opting-out.text': 'Solo tardará un momento.',
  'succeeded.title': 'Ha iniciado sesión',
  'succeeded.named': 'Ha iniciado sesión como {name}',
  'succeeded.text': 'Puede seguir con su chat.',
  'failed.title': 'No ha iniciado sesión',
  'failed.text': 'El inicio de sesión no ha funcionado. El chat continúa y le dirá qué puede hacer ahora.',
  'timeout.title': 'Se ha agotado el tiempo para iniciar sesión',
  'timeout.text': 'No ha iniciado sesión. El chat continúa y es posible que se lo vuelva a pedir.',
  'expired.title': 'Esta solicitud de inicio de sesión ha caducado',
  'expired.text': 'No ha iniciado sesión. El chat continúa y es posible que se lo vuelva a pedir.',
  'opted-out.title': 'Continúa sin iniciar sesión',
  'opted-out.text': 'Puede seguir con su chat.',
  'disconnected.title': 'El chat ha terminado',
  'disconnected.text': 'Ya no es necesario que inicie sesión. Si necesita ayuda, abra un chat nuevo.',
  'notice.window-blocked':
    'Su navegador ha bloqueado la ventana de inicio de sesión. Permítala en esta página e inténtelo de nuevo.',
  'notice.window-blocked-here':
    'Su navegador ha bloqueado la ventana de inicio de sesión. Inténtelo de nuevo o continúe en esta pestaña.',
  'notice.unfinished': '¿Aún no ha terminado? Vuelva a la ventana de inicio de sesión o ábrala de nuevo.',
  'notice.opt-out-refused': 'No ha funcionado. Inténtelo de nuevo dentro de un momento.',
  'action.sign-in': 'Iniciar sesión',
  'action.try-again': 'Intentar de nuevo',
  'action.open-again': 'Abrir de nuevo el inicio de sesión',
  'action.here': 'Continuar en esta pestaña',
  'action.opt-out': 'Continuar sin iniciar sesión',
  'new-window': 'se abre en una ventana nueva',
  opening: 'Abriendo el inicio de sesión…',
  'time-left': 'Quedan {time}',
  'spoken.60': 'Queda un minuto para iniciar sesión.',
  'spoken.30': 'Quedan 30 segundos para iniciar sesión.',
};
