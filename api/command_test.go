package api_test

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/readiness"
)

const commandPath = "/reviews/" + reviewID + "/commands/"

var submission = map[string]string{
	"reason": "court", "why_open": "The hearing moved.", "what_changed": "She is settled at school.", "last_seen": "2027-03-01", "plan_ends": "yes", "outcome": "close",
}

func TestReviewFromBeginToSignOff(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	house.review.Terms.Rules.SecondLookPer100 = 0
	h := open(t, house.deps())
	begun := h.do(request(readiness.TeamManager, "POST", commandPath+"begin-review", nil)).wants(http.StatusOK, "")
	if r := read[readiness.Review](begun); r.Status != readiness.InReview || begun.Header().Get("ETag") != `"2"` {
		t.Errorf("after begin it is %s with ETag %s", r.Status, begun.Header().Get("ETag"))
	}
	h.do(request(readiness.TeamManager, "POST", commandPath+"begin-review", nil)).wants(http.StatusConflict, "conflict")
	h.do(request(readiness.TeamManager, "POST", commandPath+"submit-review", submission)).wants(http.StatusOK, "")
	h.do(request(readiness.TeamManager, "POST", commandPath+"sign-off-review", nil)).wants(http.StatusForbidden, "forbidden")
	signed := h.do(request(readiness.AreaHead, "POST", commandPath+"sign-off-review", map[string]string{"note": "Agreed."})).wants(http.StatusOK, "")
	if r := read[readiness.Review](signed); r.Status != readiness.SignedOff || r.SignedBy != person(readiness.AreaHead) {
		t.Errorf("after sign-off it is %s by %q", r.Status, r.SignedBy)
	}
	view := h.do(request(readiness.AreaHead, "GET", "/reviews/"+reviewID, nil)).wants(http.StatusOK, "")
	if view.Header().Get("ETag") != `"4"` {
		t.Errorf("the view has the ETag %s", view.Header().Get("ETag"))
	}
}

func TestARefusalOfTheRulesKeepsItsField(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	g := h.do(request(readiness.TeamManager, "POST", commandPath+"put-off-review", map[string]string{"until": "2027-03-02", "reason": "court"})).wants(http.StatusUnprocessableEntity, "invalid")
	if p := g.problem(); len(p.Errors) != 1 || p.Errors[0].Location != "body.until" || !strings.HasPrefix(p.Detail, "The new date must be after today") {
		t.Errorf("got %+v", p)
	}
}

func TestUnseenReviewIsNotAsked(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	h.do(request(readiness.Director, "POST", "/reviews/"+otherID+"/commands/begin-review", nil)).wants(http.StatusNotFound, "not-found")
	if house.commands != 0 {
		t.Error("the command reached a review that the person may not see")
	}
}

func TestIfMatch(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		ifMatch string
		status  int
		code    string
	}{
		"none": {"", 200, ""}, "any": {"*", 200, ""}, "current": {`"1"`, 200, ""},
		"stale": {`"7"`, 412, "stale-version"}, "weak": {`W/"1"`, 412, "stale-version"}, "not ours": {"1", 412, "stale-version"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t, newHouse(t).deps())
			r := request(readiness.TeamManager, "POST", commandPath+"begin-review", nil)
			r.Header.Set("If-Match", tt.ifMatch)
			h.do(r).wants(tt.status, tt.code)
		})
	}
	t.Run("rules", func(t *testing.T) {
		t.Parallel()
		h := open(t, newHouse(t).deps())
		change := map[string]any{"reason": "A rehearsal.", "ladder": readiness.DefaultLadder()}
		for _, step := range []struct {
			ifMatch, code string
			status        int
		}{{`"1"`, "", 200}, {`"1"`, "stale-version", 412}, {"", "", 200}} {
			r := request(readiness.ImprovementLead, "PUT", "/rules/ladder", change)
			r.Header.Set("If-Match", step.ifMatch)
			h.do(r).wants(step.status, step.code)
		}
	})
}

// declared reads from the source of readiness which structs match.
func declared(t *testing.T, match func(file *ast.File) []string) []string {
	t.Helper()
	files, err := filepath.Glob("../readiness/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, name := range files {
		file, err := parser.ParseFile(gotoken.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		if file.Name.Name == "readiness" {
			names = append(names, match(file)...)
		}
	}
	slices.Sort(names)
	return names
}

func TestEveryCommandIsAnOperation(t *testing.T) {
	t.Parallel()
	want := declared(t, func(file *ast.File) []string {
		var receivers []string
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "Decide" && f.Recv != nil {
				if name := kebab(f.Recv.List[0].Type.(*ast.Ident).Name); name != "sign-assessment" { // a person signs, on the page that shows what
					receivers = append(receivers, name)
				}
			}
		}
		return receivers
	})
	slices.Sort(want)
	var commands []string
	for _, o := range api.Operations() {
		if strings.Contains(o.Path, "/commands/") {
			commands = append(commands, o.ID)
		}
	}
	slices.Sort(commands)
	if len(want) < 28 || !slices.Equal(commands, want) {
		t.Errorf("readiness has the commands %v; the hatch has %v", want, commands)
	}
}

// shortly are commands that say in Go less than in a history, where all nouns stand together.
var shortly = map[string]string{"NameHolder": "NameVisitHolder", "DecideStepEscalation": "DecideVisitStepEscalation"}

// kebab is a command's name by its type: "begin-review" for BeginReview.
func kebab(name string) string {
	if long, known := shortly[name]; known {
		name = long
	}
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// forms are every struct of readiness with `validate` tags.
var forms = []any{
	readiness.ActionDetails{},
	readiness.AddAction{},
	readiness.AddDeputy{},
	readiness.AddFinding{},
	readiness.AddInspection{},
	readiness.AddMeeting{},
	readiness.AddPost{},
	readiness.AgreeAction{},
	readiness.AmendAction{},
	readiness.AnswerChecklist{},
	readiness.AnswerFlag{},
	readiness.StatementAnswer{},
	readiness.AddFeedback{},
	readiness.AssignVisitEntry{},
	readiness.EntryNote{},
	readiness.EntryWords{},
	readiness.LogEntry{},
	readiness.SetEmbargo{},
	readiness.VisitEntryQuery{},
	readiness.WriteVisitDay{},
	readiness.SetInterviewees{},
	readiness.SetTimetable{},
	readiness.VisitInterviewee{},
	readiness.VisitSession{},
	readiness.WritePosition{},
	readiness.AssignCaseAudit{},
	readiness.AuditGrades{},
	readiness.AuditedPart{},
	readiness.DrawSample{},
	readiness.GiveAudits{},
	readiness.ReplaceChild{},
	readiness.SentGrades{},
	readiness.TalkThroughCaseAudit{},
	readiness.WithdrawCaseAudit{},
	readiness.WriteCaseAudit{},
	readiness.AnswerPartner{},
	readiness.AnswerPoint{},
	readiness.AgreePreScrutiny{},
	readiness.AnswerRecommendations{},
	readiness.AskPreScrutiny{},
	readiness.AssignPreScrutiny{},
	readiness.ConsiderPreScrutiny{},
	readiness.PreScrutinyRules{},
	readiness.DeclinePreScrutiny{},
	readiness.GiveScrutinyPaper{},
	readiness.MovePreScrutiny{},
	readiness.PreScrutinyQuery{},
	readiness.WithdrawPreScrutiny{},
	readiness.AskPartner{},
	readiness.AssignAction{},
	readiness.AssignPoint{},
	readiness.AssignReview{},
	readiness.AttachEvidence{},
	readiness.AuditQuery{},
	readiness.BringBack{},
	readiness.CancelMeeting{},
	readiness.CancelHomeVisit{},
	readiness.CarryActionForward{},
	readiness.CaseQuery{},
	readiness.ChangeQuery{},
	readiness.ChooseMails{},
	readiness.ClaimAction{},
	readiness.CloneFramework{},
	readiness.ClonePack{},
	readiness.CloneRunUp{},
	readiness.CloseHomeRecommendation{},
	readiness.ClosePulse{},
	readiness.AssessmentRules{},
	readiness.AssignAppraisal{},
	readiness.CancelAssessment{},
	readiness.ChallengeAppraisal{},
	readiness.GradeSection{},
	readiness.MarkAssessment{},
	readiness.PlanAssessment{},
	readiness.ReplanAssessment{},
	readiness.ReturnAppraisal{},
	readiness.SettleAppraisal{},
	readiness.SignAssessment{},
	readiness.SubmitAppraisal{},
	readiness.WriteAppraisal{},
	readiness.ChooseOwnSheet{},
	readiness.ConfirmOwnImport{},
	readiness.ConfirmPlanImport{},
	readiness.NoteMovement{},
	readiness.DrawDipSample{},
	readiness.DropAction{},
	readiness.EndPost{},
	readiness.EndSeries{},
	readiness.EscalationAnswer{},
	readiness.EvidenceQuery{},
	readiness.ExcludeSeveral{},
	readiness.Exclude{},
	readiness.FigureChange{},
	readiness.FindingQuery{},
	readiness.HearPoint{},
	readiness.HoldMeeting{},
	readiness.HomeDeclaration{},
	readiness.HomeRuleForm{},
	readiness.HomeRules{},
	readiness.HomeStandard{},
	readiness.JudgePartner{},
	readiness.ImproveCriterion{},
	readiness.InspectedGrade{},
	readiness.InspectionReport{},
	readiness.Ladder{},
	readiness.LeaveOut{},
	readiness.LinkEvidence{},
	readiness.LookAgainAtReview{},
	readiness.LookAtDip{},
	readiness.MailQuery{},
	readiness.MakePlanReport{},
	readiness.MapTeams{},
	readiness.Member{},
	readiness.MoveActionDate{},
	readiness.MoveMeeting{},
	readiness.NameFramework{},
	readiness.NamePack{},
	readiness.NameRunUp{},
	readiness.NameVerifier{},
	readiness.NewToken{},
	readiness.PartnerQuery{},
	readiness.OpenPulse{},
	readiness.PauseReview{},
	readiness.PlanMapping{},
	readiness.PlanQuery{},
	readiness.PlanRuleForm{},
	readiness.PlanRules{},
	readiness.PointQuery{},
	readiness.PracticeFindingQuery{},
	readiness.Proposal{},
	readiness.PulseRuleForm{},
	readiness.PutOffReview{},
	readiness.QuietDays{},
	readiness.RaisePoint{},
	readiness.ReceiveReport{},
	readiness.RemoveAuditSection{},
	readiness.RemoveCriterion{},
	readiness.RemoveRedFlag{},
	readiness.RemoveRunUpStep{},
	readiness.RecommendAtHome{},
	readiness.RecordGap{},
	readiness.ReopenAction{},
	readiness.ResumeReview{},
	readiness.RetestAction{},
	readiness.ReviewEvidence{},
	readiness.ReviewQuery{},
	readiness.ReviewRules{},
	readiness.RuleChange{},
	readiness.Rung{},
	readiness.SaveArea{},
	readiness.SaveAuditSection{},
	readiness.SaveCriterion{},
	readiness.SavePackLines{},
	readiness.SaveHome{},
	readiness.SaveHomeVisit{},
	readiness.SaveHomeVisitor{},
	readiness.SavePerson{},
	readiness.SavePlanFilter{},
	readiness.SaveRedFlag{},
	readiness.SaveRunUpStep{},
	readiness.SaveSeries{},
	readiness.SendBackReview{},
	readiness.SendHomeCopy{},
	readiness.SetAgenda{},
	readiness.SetMembers{},
	readiness.SetQuietDays{},
	readiness.SetRound{},
	readiness.SetTimes{},
	readiness.SignOffReview{},
	readiness.SubmitReview{},
	readiness.Threshold{},
	readiness.UpdateAction{},
	readiness.UploadFile{},
	readiness.Upload{},
	readiness.VerifyAction{},
	readiness.WeighPartner{},
	readiness.AnswerWaiver{},
	readiness.AssignVisitStep{},
	readiness.CancelVisit{},
	readiness.CloseVisit{},
	readiness.CloseVisitStep{},
	readiness.DecideShortNotice{},
	readiness.EnterVisitLetter{},
	readiness.MoveVisit{},
	readiness.NameHolder{},
	readiness.PlanVisit{},
	readiness.ReopenVisitStep{},
	readiness.VisitRules{},
	readiness.WaiveVisitStep{},
	readiness.WithdrawEvidence{},
	readiness.WithdrawPartner{},
	readiness.WithdrawPoint{},
	readiness.WriteHomeReport{},
}

func TestEveryRuleOfFormHasASentence(t *testing.T) {
	t.Parallel()
	want := declared(t, func(file *ast.File) []string {
		var tagged []string
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok && hasRules(spec) {
				tagged = append(tagged, spec.Name.Name)
			}
			return true
		})
		return tagged
	})
	var listed []string
	for _, form := range forms {
		listed = append(listed, strings.TrimPrefix(typeName(form), "readiness."))
		if missing := shape.Missing(form); len(missing) > 0 {
			t.Errorf("no sentence for %v", missing)
		}
		for _, f := range shape.Check(form) {
			if !strings.HasSuffix(f.Message, ".") || strings.Contains(f.Message, "validation") || strings.Contains(f.Message, "_") {
				t.Errorf("%s.%s says %q", typeName(form), f.Field, f.Message)
			}
		}
	}
	slices.Sort(listed)
	if !slices.Equal(listed, want) {
		t.Errorf("readiness has forms %v; this test knows %v", want, listed)
	}
}

func hasRules(spec *ast.TypeSpec) bool {
	s, ok := spec.Type.(*ast.StructType)
	if !ok {
		return false
	}
	return slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool { return f.Tag != nil && strings.Contains(f.Tag.Value, "validate:") })
}
