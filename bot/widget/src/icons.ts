/** Line drawings on 24 by 24, our own. */

export const CHAT = "M4 5h16v11H10l-4 4v-4H4z M8 9h8 M8 12h5";
export const CLOSE = "M6 6l12 12 M18 6L6 18";
export const SEND = "M12 19V5 M6 11l6-6 6 6";
export const RESTART = "M12 5v14 M5 12h14";
export const COPY = "M9 9h11v11H9z M15 9V4H4v11h5";
export const DONE = "M5 13l4 4L19 7";
export const UP = "M7 11v9H4v-9z M7 11l4-7c1.500 0 2.500 1 2 3l-.5 3H18c1.500 0 2.200 1 2 2.300l-1 5.700c-.3 1.300-1 2-2.200 2H7";
export const DOWN = "M17 13V4h3v9z M17 13l-4 7c-1.500 0-2.500-1-2-3l.5-3H6c-1.500 0-2.200-1-2-2.300l1-5.700C5.300 4.700 6 4 7.200 4H17";
export const MICROPHONE = "M9 6a3 3 0 0 1 6 0v5a3 3 0 0 1-6 0z M6 11a6 6 0 0 0 12 0 M12 17v4";
export const STOP = "M7 7h10v10H7z";
export const LISTEN = "M4 10v4h3l5 4V6L7 10z M16 9c1.300 1.500 1.300 4.500 0 6 M18.500 6.500c3 3 3 8 0 11";
export const WARNING = "M12 4l9 16H3z M12 10v4 M12 17v.5";
