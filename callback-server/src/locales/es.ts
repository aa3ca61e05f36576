import type { Words } from '../page-words.js';

/** Spanish. */
export const es: Words = {
  pages: {
    opening: {
      title: 'Abriendo el inicio de sesión…',
      text: 'Le llevamos a la página segura de inicio de sesión.',
    },
    accepted: {
      title: 'Ya ha terminado aquí',
      text: 'Su chat muestra ahora el resultado del inicio de sesión.',
    },
    alreadyAccepted: {
      title: 'Este inicio de sesión ya se ha completado',
      text: 'Aquí no queda nada por hacer. Su chat muestra el resultado.',
    },
    declined: { title: 'No ha iniciado sesión', text: 'Su chat continúa sin ello.' },
    checkChat: {
      title: 'Consulte su chat',
      text: 'Su chat ya ha recibido una respuesta para este inicio de sesión y muestra el resultado.',
    },
    neutral: { title: 'Vuelva a su chat', text: 'En esta página no hay nada que hacer.' },
    waiting: {
      title: 'Un momento, por favor',
      text: 'Ahora mismo muchas personas están iniciando sesión. Su inicio de sesión se conserva; deje esta página abierta.',
    },
    unavailable: {
      title: 'Tarda más de lo habitual',
      text: 'El servicio de chat no ha respondido a tiempo. Su inicio de sesión se conserva; deje esta página abierta.',
    },
    tooOld: {
      title: 'Este inicio de sesión ha tardado demasiado',
      text: 'No se ha perdido nada. Vuelva a su chat y elija de nuevo «Iniciar sesión».',
    },
    rejected: {
      title: 'El chat no ha aceptado este inicio de sesión',
      text: 'Ha caducado o ya se había utilizado. Vuelva a su chat: allí verá qué puede hacer.',
    },
    fault: {
      title: 'Algo falla por nuestra parte',
      text: 'No se ha podido transmitir su inicio de sesión. Vuelva a su chat y continúe sin iniciar sesión.',
    },
    unbound: {
      title: 'Este enlace se abrió en otro navegador',
      text: 'Por su seguridad no se ha transmitido nada. Vuelva a su chat, en el navegador donde empezó, y elija allí «Iniciar sesión».',
    },
    invalid: {
      title: 'Este enlace no está completo',
      text: 'No sirve para iniciar sesión. Vuelva a su chat y elija de nuevo «Iniciar sesión».',
    },
    startRefused: {
      title: 'El inicio de sesión no puede empezar aquí',
      text: 'Vuelva a su chat y elija allí «Iniciar sesión».',
    },
    notFound: { title: 'Esta página no existe', text: 'Vuelva a su chat.' },
    methodNotAllowed: { title: 'Esta página no se puede usar así', text: 'Vuelva a su chat.' },
  },
  continueToSignIn: 'Continuar al inicio de sesión',
  backToChat: 'Volver al chat',
  tryNow: 'Intentarlo ahora',
  triesAgain: 'Esta página lo vuelve a intentar sola en unos {time}.',
  closeWindow: 'Puede cerrar esta ventana.',
  reference: 'Referencia:',
};
