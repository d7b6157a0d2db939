package web

import "github.com/sightline-readiness/sightline/readiness"

// Where staff are asked about the practice model. What follows answerPath is the link of an area, the same for everybody in it.
const (
	pulsePath  = "/pulse"
	answerPath = "/answer/"
)

// pulseRoutes are the pages of the surveys of staff. Whoever answers one is nobody to this house, even where the browser has signed in.
func pulseRoutes() []Route {
	see, run := may(readiness.SeePlan), may(readiness.RunPlan)
	return []Route{
		{Method: get, Pattern: pulsePath, Needs: see, Handle: (*Server).pulses},
		{Method: get, Pattern: pulsePath + "/open", Needs: run, Handle: (*Server).openPulsePage},
		{Method: post, Pattern: pulsePath + "/open", Needs: run, Handle: (*Server).openPulse},
		{Method: get, Pattern: pulsePath + "/rules", Needs: run, Handle: (*Server).pulseRulesPage},
		{Method: post, Pattern: pulsePath + "/rules", Needs: run, Handle: (*Server).setPulseRules},
		{Method: get, Pattern: pulsePath + "/attainment-gap", Needs: run, Handle: (*Server).gapPage},
		{Method: post, Pattern: pulsePath + "/attainment-gap", Needs: run, Handle: (*Server).recordGap},
		{Method: get, Pattern: pulsePath + "/{id}", Needs: see, Handle: (*Server).pulse},
		{Method: get, Pattern: pulsePath + "/{id}/posters", Needs: run, Handle: (*Server).posters},
		{Method: get, Pattern: pulsePath + "/{id}/close", Needs: run, Handle: (*Server).closePulsePage},
		{Method: post, Pattern: pulsePath + "/{id}/close", Needs: run, Handle: (*Server).closePulse},
		{Method: get, Pattern: answerPath + "{secret}", Needs: Public, Nameless: true, Handle: (*Server).answerPage},
		{Method: post, Pattern: answerPath + "{secret}", Needs: Public, Nameless: true, Handle: (*Server).answer},
	}
}

func pulseMenu() []Entry {
	return []Entry{{Href: pulsePath, Text: "Pulse", About: "What staff say about the practice model: whether they know it, use it, and have the time for it.", Needs: may(readiness.SeePlan)}}
}
