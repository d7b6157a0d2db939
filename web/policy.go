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

// RolePolicy is what one role may do besides what every role may.
type RolePolicy struct {
	Role   string
	Grants []Grant
}

// Grant is what a reason of the policy allows: the actions, and how far they go ("" for all that has no place).
type Grant struct {
	Reason string
	Where  string
	What   []string
}

// actionWords are the actions of the policy as a person would say them.
var actionWords = map[readiness.Action]string{
	readiness.SeeCounts: "see figures without children in them", readiness.SeeCases: "see cases and reviews", readiness.ExportCases: "export cases",
	readiness.ImportLists: "import case lists", readiness.ExcludeCases: "keep a case out of the reviews", readiness.DoReview: "do a review",
	readiness.PutOff: "put a review off", readiness.Pause: "pause a review", readiness.Assign: "give a review to somebody else",
	readiness.SignOff: "sign a review off", readiness.DecideEscalation: "decide what reached them", readiness.LookAgain: "take the second look",
	readiness.RunSweep: "look for long-open cases now", readiness.ManagePlaces: "put teams into areas", readiness.ManagePeople: "keep accounts and posts",
	readiness.ManageDeputies: "arrange cover for others", readiness.SetRules: "change thresholds, ladders and closure days",
	readiness.TryRules: "try what other thresholds would do", readiness.SeeSchedules: "see when things run", readiness.SetSchedules: "change, pause and run what runs by the clock",
	readiness.SeeMails: "read the mails sent", readiness.SeeHealth: "see how the service is", readiness.SeeAudit: "see who did what",
	readiness.UseCalculator: "ask the working-day calculator", readiness.HoldTokens: "make API tokens for themselves",
	readiness.SeePlan: "see the improvement plan", readiness.WorkPlan: "own and propose improvement actions, attach evidence and read what people wrote about them",
	readiness.RunPlan: "agree, give, change, carry forward and drop improvement actions, and name who checks them", readiness.VerifyActions: "check what was said done, and whether it lasted",
	readiness.SeePoints: "hear what meetings raised, and what was answered", readiness.AnswerPoints: "answer any point from a meeting, and give it to somebody else",
	readiness.DecidePoints: "decide a point that nobody answered in time",

	readiness.SeeAssessments: "see how the self-assessment stands, and what was published", readiness.WriteAssessments: "write what is assigned to them, and read what is being written",
	readiness.RunAssessments: "plan a self-assessment, name its people and move its days", readiness.ChallengeAssessments: "grade what others wrote, without having seen their grade",
	readiness.SignAssessments: "sign a judgement area or the whole", readiness.DecideSignatures: "decide about a signature that is late",

	readiness.SeeVisits: "see how visits are prepared", readiness.SeeVisitSteps: "see the steps of a visit and who has them", readiness.WorkVisits: "do the steps of a visit, answer inspectors and raise concerns",
	readiness.RunVisits: "plan, move and close visits, name people and grant waivers", readiness.AuditCases: "audit the cases given to them",
	readiness.ModerateAudits: "look at audits that others made", readiness.SeeHomes: "see what visits to children's homes found",
	readiness.RunHomes: "keep children's homes, their visitors and the visits to them",
}

var reachWords = map[readiness.Reach]string{
	readiness.Everywhere: "In the whole council", readiness.OwnArea: "In their own area", readiness.OwnTeam: "In their own team",
}

// Shared are the grants that several roles have for the same reason, in the table's order.
func (PolicyPage) Shared() []Grant {
	all := grants(func(p readiness.Permission) bool { return shared(p.Reason) })
	for i := range all {
		all[i].Where = "" // what everybody may has no place: figures, the calendar, their own tokens
	}
	return all
}

// Roles are what each role may do besides.
func (PolicyPage) Roles() []RolePolicy {
	all := make([]RolePolicy, 0, len(readiness.Roles))
	for _, role := range readiness.Roles {
		own := grants(func(p readiness.Permission) bool { return p.Role == role && !shared(p.Reason) })
		all = append(all, RolePolicy{Role: sentence(role.Title()), Grants: own})
	}
	return all
}

// grants gathers the chosen rows of the table by their reason.
func grants(chosen func(readiness.Permission) bool) []Grant {
	var all []Grant
	for _, p := range readiness.Policy {
		if !chosen(p) {
			continue
		}
		i := slices.IndexFunc(all, func(g Grant) bool { return g.Reason == p.Reason })
		if i < 0 {
			i = len(all)
			all = append(all, Grant{Reason: p.Reason, Where: reachWords[p.Reach]})
		}
		if !slices.Contains(all[i].What, actionWords[p.Action]) {
			all[i].What = append(all[i].What, actionWords[p.Action])
		}
	}
	return all
}

// shared reports whether more than one role has this reason.
func shared(reason string) bool {
	roles := map[readiness.Role]bool{}
	for _, p := range readiness.Policy {
		if p.Reason == reason {
			roles[p.Role] = true
		}
	}
	return len(roles) > 1
}

func (s *Server) policyPage(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, PolicyPage{})
}
