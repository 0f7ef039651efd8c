import { expect, test } from 'vitest'
import { refuseWeak } from './passwords.ts'
import { loginFrom } from './set-up.ts'

test('what is guessed first is refused, however it is written', () => {
  for (const weak of [
    'PasswordPassword',
    '1Qaz2wsx3edc4rfv',
    'abcabcabcabcabcabc',
    'zzzzzzzzzzzzzzzzz',
    'correct horse battery staple',
    'ada.sampleada.sample1',
  ]) {
    expect(() => refuseWeak(weak, 'ada.sample')).toThrow('invalid')
  }
})

test('length is enough otherwise', () => {
  for (const fine of ['seven lazy otters', 'пароль из снега и дождя', '🦊🦊 over the lazy moon', 'ada.sample walks to the sea']) {
    expect(() => refuseWeak(fine, 'ada.sample')).not.toThrow()
  }
})

test('a login is made of a name in any script', () => {
  expect(['Ada Sample', 'Łukasz Żółć', '  José  María ', '李雷', '...'].map(loginFrom)).toEqual(['ada.sample', 'ukasz.zo.c', 'jose.maria', 'admin', 'admin'])
})
