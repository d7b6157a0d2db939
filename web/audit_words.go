package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

// An auditNoun is a kind of thing that the trail is about: what pages call it, and where it can be opened by whom.
type auditNoun struct {
	words string
	path  string // before the id, "" for what has no page
	needs Need
}

var auditNouns = map[string]auditNoun{
	"review":           {"Review", "/reviews/", may(readiness.SeeCases)},
	"case":             {"Case", "/cases/", may(readiness.SeeCases)},
	"person":           {"Account", "/people/", may(readiness.ManagePeople)},
	"import":           {"Import", "/imports/", may(readiness.ImportLists)},
	"mail":             {"Mail", "/mails/", may(readiness.SeeMails)},
	"area":             {"Area", "/places/areas/", may(readiness.ManagePlaces)},
	"plan-import":      {"Plan from a spreadsheet", planImportPath + "/", may(readiness.RunPlan)},
	"plan-report":      {"Progress report", reportsPath + "/", may(readiness.SeePlan)},
	"action":           {"Improvement action", "/actions/", may(readiness.SeePlan)},
	"partner":          {"Question to a partner", "/partners/", may(readiness.WorkPlan)},
	"assessment":       {"Self-assessment", "/self-assessments/", may(readiness.SeeAssessments)},
	"appraisal":        {"Criterion of a self-assessment", "/criteria/", may(readiness.SeeAssessments)},
	"visit":            {"Visit", "/visits/", may(readiness.SeeVisits)},
	"visit-step":       {"Step of a visit", "/visit-steps/", may(readiness.SeeVisits)},
	"refresh":          {words: "Planning of self-assessments of"},
	"pulse":            {"Survey of staff", pulsePath + "/", may(readiness.SeePlan)},
	"evidence":         {"Evidence", "/evidence/", may(readiness.WorkPlan)},
	"finding":          {"Finding", "/findings/", may(readiness.SeePlan)},
	"inspection":       {words: "Grades of an inspection"},
	"framework":        {words: "Framework"},
	"exclusion":        {words: "Several cases"},
	"framework-draft":  {words: "Draft of a framework"},
	"list":             {words: "List of"},
	"rules":            {words: "Rules:"},
	"series":           {"Meeting that comes again", "/meetings/", may(readiness.SeePoints)},
	"meeting":          {"Date of a meeting", "/meeting-dates/", may(readiness.SeePoints)},
	"point":            {"Point from a meeting", "/points/", may(readiness.SeePoints)},
	"pre-scrutiny":     {"Request for pre-scrutiny", preScrutinyPath + "/", may(readiness.SeePoints)},
	"sweep":            {words: "Look for long-open cases of"},
	"digest":           {words: "Morning mails of"},
	"round":            {words: "Round"},
	"focus-area":       {"Focus area", packsPath + "/", may(readiness.SeeVisits)},
	"run-up":           {"Run-up", runUpsPath + "/", may(readiness.SeeVisits)},
	"pack-draft":       {words: "Draft of a focus area or run-up"},
	"childrens-home":   {"Children’s home", homesPath + "/", may(readiness.SeeHomes)},
	"home-visit":       {"Visit to a children’s home", homeVisitPath, may(readiness.SeeHomes)},
	"home-visitor":     {"Visitor of children’s homes", homeVisitorsPath + "/", may(readiness.RunHomes)},
	"cohort":           {"Red flags of", cohortsPath + "/", may(readiness.SeeVisits)},
	"child":            {words: "Child in a focus area"},
	"own-list":         {"The council’s own list", ownImportsPath + "/", may(readiness.ImportLists)},
	"case-audit":       {"Case audit", caseAuditsPath + "/", may(readiness.WorkVisits)},
	"visit-entry":      {"Request or concern", entriesPath + "/", may(readiness.WorkVisits)},
	"focus-area-draft": {words: "Draft of a focus area or run-up"},
}

// nounsWithID have no page, and yet an id that nobody reads whole.
var nounsWithID = []string{"exclusion", "round", "child", "framework-draft", "pack-draft", "inspection"}

// nounsByCode have a page, and a code for an id, which everybody reads.
var nounsByCode = []string{"cohort", "focus-area", "run-up"}

// AuditSubject is what one row of the trail is about.
type AuditSubject struct {
	Code  string // as the trail has it, for the form
	Words string
	All   string // everything that the trail holds about it
	Open  string // its own page, "" when there is none or the viewer may not open it
}

// subjectOf puts a subject such as review/ with an id into words. Of an id its end is enough to tell one from another.
func subjectOf(subject string, viewer readiness.Actor) AuditSubject {
	s := AuditSubject{Code: subject, Words: sentence(subject), All: query(auditPath, "subject", subject)}
	noun, id, _ := strings.Cut(subject, "/")
	n, known := auditNouns[noun]
	if !known || id == "" {
		return s
	}
	const end = 6
	if s.Words = n.words + " " + id[max(0, len(id)-end):]; n.path == "" && !slices.Contains(nounsWithID, noun) || slices.Contains(nounsByCode, noun) {
		s.Words = n.words + " " + strings.ReplaceAll(id, "_", " ")
	}
	if n.path != "" && mayHere(viewer, n.needs) {
		s.Open = n.path + url.PathEscape(id)
	}
	return s
}

// auditWords says a row's details, which are written as name=value, as a person would; numbers that only programs need are left to the file.
func auditWords(detail string) string {
	var words []string
	for part := range strings.FieldsSeq(detail) {
		name, value, pair := strings.Cut(part, "=")
		switch {
		case !pair:
			words = append(words, part)
		case name == "command" || value == "":
		case name == "seq":
			words = append(words, "step "+value)
		case name == "status":
			words = append(words, cmp.Or(readiness.Status(value).Title(), readiness.ActionStatus(value).Title(), value))
		default:
			words = append(words, strings.ReplaceAll(name+" "+value, "_", " "))
		}
	}
	return sentence(strings.Join(words, ", "))
}
