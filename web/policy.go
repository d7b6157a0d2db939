package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/readiness"
)

// PolicyPage prints who may do what, from the table that decides it.
type PolicyPage struct{}

// Face frames the page.
func (PolicyPage) Face() Face {
	return Face{Template: "who_may", Title: "Who may do what", Section: "/more", Back: "/more"}
}

// RolePolicy is what one role may do, and why.
type RolePolicy struct {
	Role    string
	Grants  []Grant
	Reasons []string
}

// Grant is one action and how far it goes.
type Grant struct{ What, Where string }

// actionWords are the actions of the policy as a person would say them.
var actionWords = map[readiness.Action]string{
	readiness.SeeCounts: "see figures without children in them", readiness.SeeCases: "see cases and reviews", readiness.ExportCases: "export cases",
	readiness.ImportLists: "import case lists", readiness.ExcludeCases: "keep a case out of the reviews", readiness.DoReview: "do a review",
	readiness.PutOff: "put a review off", readiness.Pause: "pause a review", readiness.Assign: "give a review to somebody else",
	readiness.SignOff: "sign a review off", readiness.DecideEscalation: "decide what reached them", readiness.LookAgain: "take the second look",
	readiness.RunSweep: "look for long-open cases now", readiness.ManagePlaces: "put teams into areas", readiness.ManagePeople: "keep accounts and posts",
	readiness.ManageDeputies: "arrange cover for others", readiness.SetRules: "change thresholds, ladders and closure days",
	readiness.SeeMails: "read the mails sent", readiness.SeeHealth: "see how the service is", readiness.SeeAudit: "see who did what",
	readiness.UseCalculator: "ask the working-day calculator", readiness.HoldTokens: "make API tokens for themselves",
}

var reachWords = map[readiness.Reach]string{
	readiness.Everywhere: "everywhere", readiness.OwnArea: "in their own area", readiness.OwnTeam: "in their own team",
}

// Roles are the rows of the table, role by role.
func (PolicyPage) Roles() []RolePolicy {
	all := make([]RolePolicy, 0, len(readiness.Roles))
	for _, role := range readiness.Roles {
		one := RolePolicy{Role: sentence(role.Title())}
		for _, p := range readiness.Policy {
			if p.Role != role {
				continue
			}
			one.Grants = append(one.Grants, Grant{What: sentence(actionWords[p.Action]), Where: reachWords[p.Reach]})
			if !slices.Contains(one.Reasons, p.Reason) {
				one.Reasons = append(one.Reasons, p.Reason)
			}
		}
		all = append(all, one)
	}
	return all
}

func (s *Server) policyPage(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, PolicyPage{})
}
