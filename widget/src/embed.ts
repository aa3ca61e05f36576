/** Entry of the script-tag bundle: registers the element, and exports what the npm entry does. */
import './define.js';

export * from './index.js';
