package demo

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// The stories of actions that were said done, and of those that were shown done.

// waitsForCheck has each of quality assurance named in turn: who is drawn depends on ids, and one of them could have nothing to check.
func (s script) waitsForCheck() {
	claimed := s.ago(1 + (s.u.nth*3+s.dice(2))%8)
	s.open(s.next(claimed, -100-s.dice(30)), s.next(claimed, 2))
	checkers := s.staff.council[readiness.QualityAssurance]
	s.u.named = checkers[s.u.nth%len(checkers)]
	s.works(claimed, "on_track")
	s.claims(claimed)
}

func (s script) waitsLongForCheck() {
	s.open(s.ago(120), s.ago(10))
	s.works(s.ago(13), "on_track")
	s.claims(s.ago(13))
}

func (s script) waitsForSecondCheck() {
	s.open(s.ago(140), s.ago(12))
	s.works(s.ago(28), "on_track")
	s.claims(s.ago(26))
	s.on(s.ago(20), s.checks("no"))
	s.claims(s.ago(4))
}

func (s script) isShown() {
	s.shown(s.ago(3+s.dice(45)), s.u.nth%3/2, s.some(2))
	if s.some(5) {
		s.on(s.next(s.u.opens, 50), s.shows("data", readiness.Supports, 3))
		s.on(s.next(s.u.opens, 54), s.replaces())
	}
}

func (s script) lastsSoFar() {
	verified := s.past(4, s.dice(40))
	s.shown(verified, 0, s.some(3))
	s.retest(verified, 0, "yes")
}

func (s script) lasts() { s.lastsFrom(8+s.u.nth%5, s.u.nth%3/2) }

func (s script) lastsLong() { s.lastsFrom(14+s.u.nth%4, s.u.nth%4/3*2) }

func (s script) lastsFrom(months, sentBack int) {
	verified := s.past(months, s.dice(15))
	s.shown(verified, sentBack, s.some(2))
	s.retest(verified, 0, "yes")
	s.retest(verified, 1, "yes")
}

// waitsForRetest came back some days ago, with fresh evidence, and nobody has looked.
func (s script) waitsForRetest() {
	verified := s.calendar.Next(s.ago(7 + s.dice(5)).AddMonths(-3))
	s.shown(verified, 0, false)
	s.on(s.next(s.returns(verified, 0), 1), s.shows(s.kind(), readiness.Supports, 1))
}

func (s script) waitsForLastRetest() {
	verified := s.calendar.Next(s.ago(7 + s.dice(5)).AddMonths(-6))
	s.shown(verified, s.u.nth%2, false)
	s.retest(verified, 0, "yes")
	s.on(s.next(s.returns(verified, 1), 1), s.shows(s.kind(), readiness.Supports, 1))
}

// doesNotLast is in work again.
func (s script) doesNotLast() {
	verified := s.calendar.Next(s.ago(20 + s.dice(6)).AddMonths(-3))
	s.shown(verified, 0, false)
	s.on(s.next(s.retest(verified, 0, "no"), 6), s.says("at_risk"))
}

// isShownAgain did not last, and was shown done a second time.
func (s script) isShownAgain() {
	verified := s.past(7, s.dice(10))
	s.shown(verified, 0, false)
	again := s.next(s.retest(verified, 0, "no"), 20)
	s.on(s.next(again, -12), s.says("on_track"))
	s.claims(again)
	s.on(s.next(again, 4), s.checks("yes"))
}

// isNamedAgain is shown done when inspectors come, and their letter says that it is not so (namedAgain).
func (s script) isNamedAgain() { s.shown(s.next(s.town.letterOfFirst(), -45), 0, false) }

// namedAgain is what follows once a letter has opened the action again: nobody re-tests what was shown the first time, and it is shown done a second time.
func (s script) namedAgain(letter calendar.Date) {
	s.u.beats = nil
	s.on(s.next(letter, 9), s.says("at_risk"))
	again := s.next(letter, 20+s.dice(8))
	s.claims(again)
	verified := s.next(again, 4)
	s.on(verified, s.checks("yes"))
	s.retest(verified, 0, "yes")
}

// isOpenedAgain was shown done, and something said otherwise before its re-test came.
func (s script) isOpenedAgain() {
	verified := s.ago(34 + s.dice(10))
	s.shown(verified, 0, false)
	s.on(s.ago(13), s.complains())
	s.on(s.ago(11), s.opensAgain())
	s.on(s.ago(5), s.says("at_risk"))
}
