import { ServerFault } from '../fault.ts'

/**
 * Passwords of fifteen characters and more that lead public lists of used ones, and the patterns people stretch short ones
 * with. Length is the rule; this only takes away what is guessed first.
 */
const used = new Set([
  'passwordpassword',
  'password12345678',
  'password123456789',
  'password1234567890',
  'passw0rdpassw0rd',
  'p@ssw0rdp@ssw0rd',
  '123456789012345',
  '1234567890123456',
  '12345678901234567890',
  '123456789123456789',
  '1234567891234567',
  '987654321987654321',
  '0123456789012345',
  '0123456789abcdef',
  '123123123123123',
  '112233445566778899',
  'qwertyuiopasdfg',
  'qwertyuiopasdfgh',
  'qwertyuiopasdfghjkl',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwerty1234567890',
  'qwertyuiop123456',
  'qwertyuiop1234567890',
  '1qaz2wsx3edc4rfv',
  '1qaz2wsx3edc4rfv5tgb',
  '1q2w3e4r5t6y7u8i',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8',
  'zaq12wsxcde34rfv',
  'abcdefghijklmno',
  'abcdefghijklmnop',
  'abcdefghijklmnopqrstuvwxyz',
  'abcdefgh12345678',
  'abc123abc123abc123',
  'iloveyouiloveyou',
  'iloveyousomuch1',
  'iloveyouforever',
  'administratoradministrator',
  'administrator123',
  'administrator1234',
  'adminadminadmin',
  'welcomewelcome1',
  'welcome123456789',
  'letmeinletmeinletmein',
  'changemechangeme',
  'changemechangemechangeme',
  'correcthorsebatterystaple',
  'correct horse battery staple',
  'thequickbrownfox',
  'the quick brown fox',
  'defaultpassword',
  'mypasswordispassword',
  'thisismypassword',
  'thisisapassword',
  'averylongpassword',
  'verylongpassword',
  'supersecretpassword',
  'passwordpasswordpassword',
  'monkeymonkeymonkey',
  'footballfootball',
  'baseballbaseball',
  'princessprincess',
  'sunshinesunshine',
  'superman12345678',
  'homeporthomeport',
])

/** One character or a short piece over and over. */
const repeated = /^(.{1,4})\1+.{0,3}$/su

/** Refuses what is guessed first; length is checked by the contract already. */
export function refuseWeak(password: string, login: string | null, field = 'password'): void {
  const plain = password.toLowerCase()
  if (used.has(plain) || repeated.test(plain)) throw new ServerFault('invalid', { detail: 'among the most used passwords', field })
  if (login && plain.replaceAll(login.toLowerCase(), '').length < 8) throw new ServerFault('invalid', { detail: 'little more than the login', field })
}
