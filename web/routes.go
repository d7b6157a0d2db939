package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

// Need is what a route asks of whoever uses it: Public, SignedIn, or the name of a readiness.Action.
type Need string

// The needs that are no action.
const (
	Public   Need = "public"    // anybody
	SignedIn Need = "signed in" // anybody with an account: their own things
)

func may(a readiness.Action) Need { return Need(a) }

// Handle answers one request: it draws a page or redirects, or returns an error that the wrapper dresses.
type Handle func(s *Server, w http.ResponseWriter, r *http.Request) error

// A Route is one address and who may use it. The access matrix test is made from this table, so a route without a need fails it.
// A route that touches one thing is asked again with that thing's place, in readiness or by the view.
type Route struct {
	Method  string
	Pattern string
	Needs   Need
	Handle  Handle
	Limit   int64 // bytes a form may have; 0 is formLimit
	// Nameless routes are served before any session is read: whoever uses them is nobody here, even where the browser has signed in. They set no cookie.
	Nameless bool
}

// Routes lists every page and form.
func Routes() []Route {
	routes := []Route{
		// signing in and out
		{Method: get, Pattern: "/sign-in", Needs: Public, Handle: (*Server).signInPage},
		{Method: post, Pattern: "/sign-in", Needs: Public, Handle: (*Server).signIn, Limit: 4 * formLimit},
		{Method: post, Pattern: demoPage, Needs: Public, Handle: (*Server).signInAsDemo},
		{Method: post, Pattern: "/sign-out", Needs: Public, Handle: (*Server).signOut},
		{Method: get, Pattern: "/welcome/{secret}", Needs: Public, Handle: (*Server).welcomePage},
		{Method: post, Pattern: "/welcome/{secret}", Needs: Public, Handle: (*Server).welcome},

		// first pages
		{Method: get, Pattern: "/{$}", Needs: SignedIn, Handle: (*Server).home},
		{Method: get, Pattern: "/more", Needs: SignedIn, Handle: (*Server).more},
		{Method: post, Pattern: "/sweeps", Needs: may(readiness.RunSweep), Handle: (*Server).sweep},

		// cases
		{Method: get, Pattern: "/cases", Needs: may(readiness.SeeCases), Handle: (*Server).cases},
		{Method: get, Pattern: severalPath, Needs: may(readiness.ExcludeCases), Handle: (*Server).severalPage},
		{Method: post, Pattern: severalPath, Needs: may(readiness.ExcludeCases), Handle: (*Server).checkSeveral},
		{Method: post, Pattern: severalPath + "/confirm", Needs: may(readiness.ExcludeCases), Handle: (*Server).excludeSeveral},
		{Method: get, Pattern: "/cases/{id}", Needs: may(readiness.SeeCases), Handle: (*Server).casePage},
		{Method: get, Pattern: "/cases/{id}/exclude", Needs: may(readiness.ExcludeCases), Handle: (*Server).excludePage},
		{Method: post, Pattern: "/cases/{id}/exclude", Needs: may(readiness.ExcludeCases), Handle: (*Server).exclude},
		{Method: post, Pattern: "/cases/{id}/exclusions/{exclusion}/end", Needs: may(readiness.ExcludeCases), Handle: (*Server).endExclusion},
	}
	routes = append(routes, reviewRoutes()...)
	routes = append(routes, registerRoutes()...)
	for _, some := range [][]Route{
		overviewRoutes(), forecastRoutes(), policyRoutes(), giveRoutes(), exportRoutes(), trustRoutes(), preferenceRoutes(), timetableRoutes(), planRoutes(), paceRoutes(), planImportRoutes(),
		evidenceRoutes(), meetingRoutes(), preScrutinyRoutes(),
		partnerRoutes(), pulseRoutes(), homeRoutes(),
		frameworkRoutes(), packRoutes(), cohortRoutes(),
		assessmentRoutes(),
		visitRoutes(), entryRoutes(), auditRoutes(),
		gapRoutes(),
	} {
		routes = append(routes, some...)
	}
	return routes
}

// reviewRoutes are the pages of reviews. Who owns a review may do it whatever their post, so its own commands ask for SeeCases here and for
// the rest in the rule that decides.
func reviewRoutes() []Route {
	see := may(readiness.SeeCases)
	return []Route{
		{Method: get, Pattern: "/reviews", Needs: see, Handle: (*Server).reviews},
		{Method: get, Pattern: "/reviews/{id}", Needs: see, Handle: (*Server).reviewPage},
		{Method: post, Pattern: "/reviews/{id}/draft", Needs: see, Handle: (*Server).saveDraft},
		{Method: post, Pattern: "/reviews/{id}/begin", Needs: see, Handle: (*Server).beginReview},
		{Method: post, Pattern: "/reviews/{id}/submit", Needs: see, Handle: (*Server).submitReview},
		{Method: get, Pattern: "/reviews/{id}/put-off", Needs: see, Handle: stepPage(putOffStep)},
		{Method: post, Pattern: "/reviews/{id}/put-off", Needs: see, Handle: asking(putOffStep, wasPutOff)},
		{Method: get, Pattern: "/reviews/{id}/pause", Needs: may(readiness.Pause), Handle: stepPage(pauseStep)},
		{Method: post, Pattern: "/reviews/{id}/pause", Needs: may(readiness.Pause), Handle: asking(pauseStep, wasPaused)},
		{Method: get, Pattern: "/reviews/{id}/resume", Needs: may(readiness.Pause), Handle: stepPage(resumeStep)},
		{Method: post, Pattern: "/reviews/{id}/resume", Needs: may(readiness.Pause), Handle: asking(resumeStep, wasResumed)},
		{Method: get, Pattern: "/reviews/{id}/assign", Needs: may(readiness.Assign), Handle: stepPage(assignStep)},
		{Method: post, Pattern: "/reviews/{id}/assign", Needs: may(readiness.Assign), Handle: asking(assignStep, wasAssigned)},
		{Method: get, Pattern: "/reviews/{id}/sign-off", Needs: may(readiness.SignOff), Handle: stepPage(signOffStep)},
		{Method: post, Pattern: "/reviews/{id}/sign-off", Needs: may(readiness.SignOff), Handle: (*Server).signOff},
		{Method: get, Pattern: "/reviews/{id}/second-look", Needs: may(readiness.LookAgain), Handle: stepPage(lookAgainStep)},
		{Method: post, Pattern: "/reviews/{id}/second-look", Needs: may(readiness.LookAgain), Handle: asking(lookAgainStep, wasLookedAt)},
		{Method: get, Pattern: "/reviews/{id}/decide", Needs: may(readiness.DecideEscalation), Handle: (*Server).decidePage},
		{Method: post, Pattern: "/reviews/{id}/decide", Needs: may(readiness.DecideEscalation), Handle: (*Server).decide},
	}
}

const (
	get  = http.MethodGet
	post = http.MethodPost
)
