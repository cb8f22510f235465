/** The older name of walking to somebody. */

export { walkToPerson as walkTo } from "./follow";
