// The outlines of the pictures on buttons, 24 units wide; the holes run the other way round.

export const SPEAKER =
  "M3 9v6h4l5 5V4L7 9H3zm11 .2v5.6a3.5 3.5 0 0 0 0-5.6zm0-5v2.1a6 6 0 0 1 0 11.4v2.1a8 8 0 0 0 0-15.6z";
export const STOP = "M6 6h12v12H6z";
export const PLAY = "M7 4v16l13-8z";
export const PAUSE = "M6 5h4v14H6zm8 0h4v14h-4z";
export const PREVIOUS = "M6 5h3v14H6zm13 0v14L9 12z";
export const NEXT = "M15 5h3v14h-3zM5 5l10 7-10 7z";
export const AGAIN = "M12 5V1L6 6.5 12 12V8a5 5 0 1 1-5 5H4a8 8 0 1 0 8-8z";
export const MORE = "M4 6h16v2.5H4zm0 5h16v2.5H4zm0 5h16v2.5H4z";
export const CLOSE =
  "M18.4 4 12 10.4 5.6 4 4 5.6 10.4 12 4 18.4 5.6 20l6.4-6.4 6.4 6.4 1.6-1.6-6.4-6.4L20 5.6z";
export const HELP =
  "M11 17h2.6v2.6H11zm1.3-13.5A5 5 0 0 0 7.2 8.4h2.6a2.5 2.5 0 0 1 5 0c0 2.4-3.8 2.3-3.8 6.6h2.6c0-2.8 3.8-3.2 3.8-6.6a5 5 0 0 0-5.1-4.9z";
export const PERSON =
  "M6.6 3 10 3l1.7 4.4-2.3 1.7a12 12 0 0 0 5.5 5.5l1.7-2.3L21 14v3.4A3.3 3.3 0 0 1 17.7 21 15 15 0 0 1 3 6.3 3.3 3.3 0 0 1 6.6 3z";
export const SAVE = "M10.5 3h3v8H18l-6 6-6-6h4.5zM4 19h16v2.5H4z";
export const LANGUAGE =
  "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2c.9 0 2.2 1.7 2.7 5H9.3c.5-3.3 1.8-5 2.7-5zM8.5 4.8C8 6 7.6 7.4 7.3 9H4.6a8 8 0 0 1 3.9-4.2zm7 0A8 8 0 0 1 19.4 9h-2.7c-.3-1.6-.7-3-1.2-4.2zM4.1 11h3a22 22 0 0 0 0 2h-3a8 8 0 0 1 0-2zm5 0h5.8a20 20 0 0 1 0 2H9.1a20 20 0 0 1 0-2zm7.8 0h3a8 8 0 0 1 0 2h-3a22 22 0 0 0 0-2zM4.6 15h2.7c.3 1.6.7 3 1.2 4.2A8 8 0 0 1 4.6 15zm4.7 0h5.4c-.5 3.3-1.8 5-2.7 5s-2.2-1.7-2.7-5zm7.4 0h2.7a8 8 0 0 1-3.9 4.2c.5-1.2.9-2.6 1.2-4.2z";
export const YES =
  "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM8.5 8a1.5 1.5 0 0 1 0 3 1.5 1.5 0 0 1 0-3zm7 0a1.5 1.5 0 0 1 0 3 1.5 1.5 0 0 1 0-3zM6.5 13.5h11a5.6 5.6 0 0 1-11 0z";
export const NO =
  "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM8.5 8a1.5 1.5 0 0 1 0 3 1.5 1.5 0 0 1 0-3zm7 0a1.5 1.5 0 0 1 0 3 1.5 1.5 0 0 1 0-3zM6.8 18a5.6 5.6 0 0 1 10.4 0l-1.8.6a3.8 3.8 0 0 0-6.8 0z";
