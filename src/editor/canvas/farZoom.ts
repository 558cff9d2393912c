/** Below this zoom letters could not be read: cards show their name and their pictures only. */
export const farZoom = 0.45;
