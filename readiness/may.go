package readiness

import "slices"

// Action is something a person may or may not do. The policy table answers for every role and action.
type Action string

// The actions, in the order the matrix prints them.
const (
	SeeCounts        Action = "see_counts"      // figures without any case
	SeeCases         Action = "see_cases"       // lists and pages about single cases and reviews
	ExportCases      Action = "export_cases"    // the same as a file
	ImportLists      Action = "import_lists"    // upload, check and confirm case lists
	ExcludeCases     Action = "exclude_case"    // keep a case out of the reviews with a reason and an end date
	DoReview         Action = "do_review"       // begin, write, submit
	PutOff           Action = "put_off_review"  // ask for a later date
	Pause            Action = "pause_review"    // take it out of the queue while in proceedings, and bring it back
	Assign           Action = "assign_review"   // give it to another owner
	SignOff          Action = "sign_off_review" // sign off or send back
	DecideEscalation Action = "decide_climb"    // decide an escalation
	LookAgain        Action = "look_again"      // the second look of quality assurance
	RunSweep         Action = "run_sweep"       // look for long-open cases now
	ManagePlaces     Action = "manage_places"   // areas, teams and their mapping
	ManagePeople     Action = "manage_people"   // accounts, posts, sign-in links, ending sessions
	ManageDeputies   Action = "manage_deputies" // who covers for whom; one's own always
	SetRules         Action = "set_rules"       // thresholds, ladders, closure days
	TryRules         Action = "try_rules"       // see what other thresholds would do, before anything is announced
	SeeSchedules     Action = "see_schedules"   // when the look for long-open cases and the morning mail run
	SetSchedules     Action = "set_schedules"   // change, leave out, pause and run them
	SeeMails         Action = "see_mails"       // mails that the service sent or keeps
	SeeHealth        Action = "see_health"      // how the service is
	SeeAudit         Action = "see_audit"       // who did what
	UseCalculator    Action = "use_calculator"  // working-day questions
	HoldTokens       Action = "hold_tokens"     // make API tokens for oneself
	SeePlan          Action = "see_plan"        // the improvement plan: titles, dates, how far it is
	WorkPlan         Action = "work_plan"       // propose actions, attach evidence, see what people wrote
	RunPlan          Action = "run_plan"        // agree, give, amend, carry forward and drop actions; name who checks
	VerifyActions    Action = "verify_actions"  // check what was said done, and whether it lasted
	SeePoints        Action = "see_points"      // what meetings raised, and what was answered
	AnswerPoints     Action = "answer_points"   // answer any point, and give it to somebody
	DecidePoints     Action = "decide_points"   // decide a point that nobody answered in time

	SeeAssessments       Action = "see_assessments"       // self-assessments: how they stand, and what was published
	WriteAssessments     Action = "write_assessments"     // write what is assigned to one, and see what is being written
	RunAssessments       Action = "run_assessments"       // plan a cycle, name its people, move its days
	ChallengeAssessments Action = "challenge_assessments" // grade what others wrote, without having seen their grade
	SignAssessments      Action = "sign_assessments"      // sign a judgement area or the whole
	DecideSignatures     Action = "decide_signatures"     // decide about a signature that is late

	SeeVisits      Action = "see_visits"      // visits and inspections: how their preparation stands, without any child
	SeeVisitSteps  Action = "see_visit_steps" // the work on a visit: its steps, who has them, what was written
	WorkVisits     Action = "work_visits"     // do steps, log requests, raise concerns
	RunVisits      Action = "run_visits"      // plan, move and close visits, name people, grant waivers
	AuditCases     Action = "audit_cases"     // audit what is given to one
	ModerateAudits Action = "moderate_audits" // look at audits that others made
	SeeHomes       Action = "see_homes"       // children's homes and what visits to them found
	RunHomes       Action = "run_homes"       // keep homes, their visitors and the visits to them
)

// Actions lists every action.
var Actions = []Action{
	SeeCounts, SeeCases, ExportCases, ImportLists, ExcludeCases, DoReview, PutOff, Pause, Assign, SignOff,
	DecideEscalation, LookAgain, RunSweep, ManagePlaces, ManagePeople, ManageDeputies, SetRules, TryRules, SeeSchedules, SetSchedules, SeeMails, SeeHealth, SeeAudit, UseCalculator,
	HoldTokens, SeePlan, WorkPlan, RunPlan, VerifyActions, SeePoints, AnswerPoints, DecidePoints,
	SeeAssessments, WriteAssessments, RunAssessments, ChallengeAssessments, SignAssessments, DecideSignatures,
	SeeVisits, SeeVisitSteps, WorkVisits, RunVisits, AuditCases, ModerateAudits, SeeHomes, RunHomes,
}

// Reach is how far a permission goes.
type Reach string

// The reaches. Own area and own team include those covered as deputy.
const (
	Everywhere Reach = "everywhere"
	OwnArea    Reach = "own_area"
	OwnTeam    Reach = "own_team"
)

// A Permission is one row of the policy table.
type Permission struct {
	Role   Role   `json:"role"`
	Action Action `json:"action"`
	Reach  Reach  `json:"reach"`
	Reason string `json:"reason"` // why this role may, for the page that prints the table
}

// Policy is the whole of who may do what. What is not in it is refused.
var Policy = buildPolicy()

func buildPolicy() []Permission {
	var table []Permission
	grant := func(role Role, reach Reach, reason string, actions ...Action) {
		for _, a := range actions {
			table = append(table, Permission{role, a, reach, reason})
		}
	}
	for _, role := range staff() {
		grant(role, Everywhere, "Everybody sees figures without children in them and may ask the calendar.", SeeCounts, UseCalculator)
	}
	grant(TeamManager, OwnTeam, "Team managers do the reviews of their own teams.", SeeCases, ExportCases, DoReview, PutOff, Pause)
	grant(AreaHead, OwnArea, "Area heads answer for the long-open cases of their area.",
		SeeCases, ExportCases, ExcludeCases, DoReview, PutOff, Pause, Assign, SignOff, DecideEscalation)
	grant(AssistantDirector, Everywhere, "Assistant directors answer for all areas and stand behind the area heads.",
		SeeCases, ExportCases, ExcludeCases, DoReview, PutOff, Pause, Assign, SignOff, DecideEscalation, SeeAudit, TryRules)
	grant(Director, Everywhere, "The director of children's services answers for the whole service.",
		SeeCases, ExportCases, Assign, SignOff, DecideEscalation, SeeAudit, SetRules, TryRules, SeeSchedules)
	grant(ImprovementLead, Everywhere, "Improvement programme leads run the programme: lists in, reviews on time, rules known.",
		SeeCases, ExportCases, ImportLists, Assign, RunSweep, ManagePlaces, ManageDeputies, SetRules, TryRules, SeeSchedules, SetSchedules, SeeMails,
		SeeHealth, SeeAudit)
	grant(QualityAssurance, Everywhere, "Quality assurance looks at practice from outside delivery.", SeeCases, ExportCases, LookAgain, SeeAudit)
	grant(Administrator, Everywhere, "Administrators keep accounts and the service; they see no cases.",
		ManagePeople, ManagePlaces, ManageDeputies, SetRules, SeeSchedules, SeeMails, SeeHealth, SeeAudit)
	for _, role := range staff() {
		grant(role, Everywhere, "Everybody sees the improvement plan: what was undertaken, by when, and what was shown done. It names no child.", SeePlan)
	}
	for _, role := range []Role{TeamManager, AreaHead, AssistantDirector, Director, ImprovementLead, QualityAssurance} {
		grant(role, Everywhere, "Officers own actions, propose them and show what they did.", WorkPlan)
	}
	grant(ImprovementLead, Everywhere, "Improvement programme leads run the improvement plan.", RunPlan)
	grant(AssistantDirector, Everywhere, "Assistant directors answer for the improvement plan.", RunPlan)
	grant(Director, Everywhere, "The director answers for the improvement plan.", RunPlan)
	grant(QualityAssurance, Everywhere, "Quality assurance sees from outside delivery whether what was said done is done.", VerifyActions)
	for _, role := range []Role{TeamManager, AreaHead, AssistantDirector, Director, ChiefExecutive, ImprovementLead, QualityAssurance} {
		grant(role, Everywhere, "Officers hear what meetings raised, and what was answered.", SeePoints)
	}
	for _, role := range []Role{ElectedMember, LeadMember} {
		grant(role, Everywhere, "Elected members follow what scrutiny asked for.", SeePoints)
	}
	for _, role := range []Role{AssistantDirector, Director, ChiefExecutive, ImprovementLead} {
		grant(role, Everywhere, "Points are answered by whoever owns them, by whoever runs the plan, or by the chief executive.", AnswerPoints)
	}
	grant(Director, Everywhere, "Points that nobody answered reach the director and then the chief executive.", DecidePoints)
	grant(ChiefExecutive, Everywhere, "Points that nobody answered reach the director and then the chief executive.", DecidePoints)
	grantAssessments(grant)
	grantVisits(grant)
	for _, role := range []Role{TeamManager, AreaHead, AssistantDirector, Director, ChiefExecutive, ImprovementLead, QualityAssurance, Administrator} {
		grant(role, Everywhere, "Officers may let their own programs act for them, with less than they may do themselves.", HoldTokens)
	}
	return table
}

// staff are the roles of the council itself: all but the peer, who comes from another council and sees one self-assessment only.
func staff() []Role {
	return slices.DeleteFunc(slices.Clone(Roles), func(r Role) bool { return r == Peer })
}

// grantAssessments adds who may do what to self-assessments (issue 5).
func grantAssessments(grant func(role Role, reach Reach, reason string, actions ...Action)) {
	for _, role := range staff() {
		grant(role, Everywhere, "Everybody in the council sees how the self-assessment stands and what was published. It names no child.", SeeAssessments)
	}
	grant(Peer, Everywhere, "A peer from another council challenges the self-assessment that they were asked to, and sees nothing else.", SeeAssessments, ChallengeAssessments)
	grant(QualityAssurance, Everywhere, "Quality assurance challenges what delivery says about itself.", ChallengeAssessments)
	for _, role := range []Role{TeamManager, AreaHead, AssistantDirector, Director, ImprovementLead, QualityAssurance} {
		grant(role, Everywhere, "Officers write what is assigned to them.", WriteAssessments)
	}
	for _, role := range []Role{ImprovementLead, AssistantDirector, Director} {
		grant(role, Everywhere, "Improvement programme leads run the self-assessment; assistant directors and the director answer for it.", RunAssessments)
	}
	for _, role := range []Role{AreaHead, AssistantDirector, Director, LeadMember} {
		grant(role, Everywhere, "The chain from area head to lead member signs the self-assessment.", SignAssessments)
	}
	for _, role := range []Role{Director, ChiefExecutive} {
		grant(role, Everywhere, "A signature that is late reaches the director and then the chief executive.", DecideSignatures)
	}
}

// grantVisits adds who may do what to visits, audits and children's homes (issue 6).
func grantVisits(grant func(role Role, reach Reach, reason string, actions ...Action)) {
	for _, role := range staff() {
		grant(role, Everywhere, "Everybody in the council sees how a visit is prepared. Its pages name no child to whoever may not see cases.", SeeVisits)
	}
	for _, role := range []Role{TeamManager, AreaHead, AssistantDirector, Director, ChiefExecutive, ImprovementLead, QualityAssurance, Administrator} {
		grant(role, Everywhere, "Officers see who does what before a visit; elected members are shown counts.", SeeVisitSteps)
	}
	for _, role := range []Role{TeamManager, AreaHead, AssistantDirector, Director, ImprovementLead, QualityAssurance} {
		grant(role, Everywhere, "Officers prepare visits, answer what inspectors ask, and raise concerns.", WorkVisits)
	}
	for _, role := range []Role{ImprovementLead, AssistantDirector, Director} {
		grant(role, Everywhere, "Improvement programme leads run visits; assistant directors and the director answer for them.", RunVisits, RunHomes)
	}
	for _, role := range []Role{TeamManager, AreaHead, AssistantDirector, QualityAssurance} {
		grant(role, Everywhere, "Managers audit cases outside their own line, and quality assurance audits everywhere.", AuditCases)
	}
	for _, role := range []Role{AreaHead, AssistantDirector, QualityAssurance} {
		grant(role, Everywhere, "Audits are moderated by somebody outside the line of management.", ModerateAudits)
	}
	grant(QualityAssurance, Everywhere, "Quality assurance keeps the visits to children's homes.", RunHomes)
	for _, role := range []Role{AreaHead, AssistantDirector, Director, ChiefExecutive, ImprovementLead, QualityAssurance, LeadMember} {
		grant(role, Everywhere, "Those who answer for children in care see what visits to their homes found. The reports name no child.", SeeHomes)
	}
}

// A Place is where a thing belongs; the zero Place asks "anywhere at all?".
type Place struct {
	AreaID string
	TeamID string
}

// May says whether the actor may do this to a thing at that place. With the zero Place it says whether they may do it to any thing at all,
// which is what menus ask; a door that then touches one thing asks again with that thing's place.
func May(a Actor, action Action, at Place) bool {
	for _, h := range a.Holdings {
		for _, p := range Policy {
			if p.Role == h.Role && p.Action == action && p.Reach.covers(h, at) {
				return true
			}
		}
	}
	return false
}

func (r Reach) covers(h Holding, at Place) bool {
	switch {
	case r == Everywhere || at == Place{}:
		return true
	case r == OwnArea:
		return h.AreaID != "" && h.AreaID == at.AreaID
	default:
		return h.TeamID != "" && h.TeamID == at.TeamID
	}
}

// MayOrRefuse is May as a refusal in a sentence.
func MayOrRefuse(a Actor, action Action, at Place) error {
	if May(a, action, at) {
		return nil
	}
	if len(a.Holdings) == 0 {
		return Errorf(Forbidden, "You have no post yet. Ask an administrator to give you one.")
	}
	if May(a, action, Place{}) {
		return Errorf(Forbidden, "You can do this in your own area or team only. This one belongs to another.")
	}
	return Errorf(Forbidden, "Your role does not allow this. Ask an administrator if it should.")
}
