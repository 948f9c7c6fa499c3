/** The parts of an e-mail or SIP address: after each `@`, before each dot. */
export function placesToBreak(address: string): string[] {
  return address.split(/(?<=@)|(?=\.)/)
}
