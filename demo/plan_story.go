package demo

import "github.com/sightline-readiness/sightline/readiness"

// The stories of actions that are still to be shown done.

func (s script) isOnTrack() {
	s.open(s.ago(50+s.dice(90)), s.ago(-20-s.dice(70)))
	s.works(s.ago(0), "on_track")
	if s.u.lean != allOld {
		s.on(s.ago(6+s.dice(20)), s.shows("data", readiness.Supports, 3))
	}
	if s.some(4) && s.u.lean != allOld {
		s.on(s.ago(4), s.takesBack())
	}
}

func (s script) isAtRisk() {
	s.open(s.ago(60+s.dice(60)), s.ago(-10-s.dice(25)))
	s.works(s.ago(0), []string{"at_risk", "off_track"}[s.u.nth%2])
	s.on(s.ago(12+s.dice(10)), s.shows(s.kind(), readiness.Contradicts, 4))
}

func (s script) hasNotBegun() { s.open(s.ago(3+s.dice(12)), s.ago(-45-s.dice(60))) }

func (s script) isProposed() {
	opens := s.ago(1 + s.dice(7))
	if s.u.nth == 1 {
		opens = s.ago(13) // and nobody has looked
	}
	s.u.opens, s.u.due = opens, s.ago(-60-s.dice(40))
	s.on(opens, s.proposes())
}

func (s script) isDeclined() {
	s.u.opens, s.u.due = s.ago(60), s.ago(-40)
	s.on(s.u.opens, s.proposes())
	s.on(s.ago(55), s.drops("Two other actions answer this finding already."))
}

func (s script) isDropped() {
	s.open(s.past(12, s.dice(60)), s.past(4, 0))
	s.works(s.past(7, 0), "off_track")
	s.on(s.past(6, s.dice(20)), s.drops("The reform of family help replaces the service that this was about."))
}

func (s script) isLate() {
	s.open(s.ago(80+s.dice(30)), s.ago(2+s.dice(3)))
	s.works(s.ago(22), "at_risk")
}

// climbs is an action of which nobody has said anything for a month, due so many working days ago.
func (s script) climbs(due int) {
	s.open(s.ago(due+80+s.dice(30)), s.ago(due))
	s.works(s.ago(due+18), "at_risk")
}

func (s script) reachesHead()      { s.climbs(6 + s.dice(3)) }
func (s script) reachesAssistant() { s.climbs(12 + s.dice(5)) }
func (s script) reachesDirector()  { s.climbs(22 + s.dice(4)) }

// waitsForAnother needs one that is late.
func (s script) waitsForAnother() {
	s.open(s.ago(28+s.dice(10)), s.ago(-15-s.dice(20)))
	s.on(s.ago(6), s.saysItWaits())
}

func (s script) movesTwice() {
	s.open(s.ago(150+s.dice(40)), s.ago(75))
	s.on(s.ago(78), s.moves(s.ago(38)))
	s.on(s.ago(43), s.moves(s.ago(-12-s.dice(20))))
	s.works(s.ago(0), "at_risk")
}

func (s script) movesThrice() {
	s.open(s.ago(190), s.ago(115))
	s.on(s.ago(118), s.moves(s.ago(72)))
	s.on(s.ago(76), s.moves(s.ago(30)))
	s.on(s.ago(33), s.headMoves(s.ago(-20-s.dice(20))))
	s.works(s.ago(0), "at_risk")
}

func (s script) getsMoreTime() {
	due := s.ago(48 + s.dice(5))
	s.open(s.next(due, -90), due)
	s.works(s.next(due, -12), "off_track")
	s.on(s.next(due, 7), s.decides(readiness.DecideActionEscalation{Decision: "more_time", Until: s.ago(-8), Reason: "The post was empty for two months; it is filled now."}))
	s.on(s.ago(9), s.says("on_track"))
}

func (s script) goesToAnother() {
	due := s.ago(72 + s.dice(3))
	s.open(s.next(due, -90), due)
	s.works(s.next(due, -12), "off_track")
	s.on(s.next(due, 7), s.gives())
	s.on(s.next(due, 9), s.moves(s.ago(28)))
	s.claims(s.ago(33))
	s.on(s.ago(27), s.checks("yes"))
}

func (s script) isCarriedForward() {
	due := s.ago(45 + s.dice(15))
	s.open(s.next(due, -120), due)
	s.works(s.next(due, -6), "at_risk")
	s.on(s.next(due, 3), s.carriesForward(s.ago(-50-s.dice(40))))
	s.on(s.ago(8+s.dice(8)), s.says("on_track"))
}

func (s script) sentBackOnce() {
	s.open(s.ago(120), s.ago(10))
	s.works(s.ago(18), "on_track")
	s.claims(s.ago(15))
	s.on(s.ago(8), s.checks("no"))
	s.on(s.ago(3), s.says("on_track"))
}

func (s script) sentBackTwice() {
	s.open(s.ago(150), s.ago(16))
	s.works(s.ago(45), "on_track")
	s.claims(s.ago(41))
	s.on(s.ago(34), s.checks("no"))
	s.claims(s.ago(19))
	s.on(s.ago(9), s.checks("no"))
	s.on(s.ago(4), s.says("at_risk"))
}
