package readiness_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// grades are the scale of every test, the best first.
var grades = []string{"outstanding", "good", "requires_improvement", "inadequate"}

var (
	peer   = actor("peer", readiness.Holding{Role: readiness.Peer})
	clerk  = actor("clerk", readiness.Holding{Role: readiness.TeamManager, AreaID: "north", TeamID: "north-1"})
	cover  = actor("cover", readiness.Holding{Role: readiness.QualityAssurance}, readiness.Holding{Role: readiness.TeamManager, AreaID: "north", ForID: "manager"})
	second = actor("second", readiness.Holding{Role: readiness.QualityAssurance}, readiness.Holding{Role: readiness.QualityAssurance, ForID: "qa"})
)

// parts are who has a part in a test's criterion: the manager writes it, quality assurance challenges it, the area head leads the judgement area.
var parts = readiness.AppraisalPeople{AuthorID: "manager", ChallengerID: "qa", LeadID: "head", ThirdID: "quill"}

// begun is a criterion of a cycle that started on 2 March 2026, by the default rules.
func begun(t testing.TB, people readiness.AppraisalPeople) readiness.Appraisal {
	t.Helper()
	day, rules := calendar.DateOf(start), readiness.DefaultAssessmentRules()
	x, _, err := readiness.OpenAppraisal(readiness.PlannedAppraisal{
		ID: "appraisal-1", AssessmentID: "cycle", Section: "HELP", Criterion: "HP01", Scale: grades, AreaID: "north", AppraisalPeople: people,
		AppraisalDates: rules.Dates(readiness.AnnualCycle, day, calendar.England()).Stages(),
		Terms:          readiness.AppraisalTerms(rules, readiness.DefaultLadder(), calendar.England(), day),
	}, start)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func hashOf(version int) string { return readiness.SHA256(fmt.Append(nil, "version ", version)) }

// sent is a version with a grade.
func sent(version int, grade string) readiness.SubmitAppraisal {
	return readiness.SubmitAppraisal{Version: version, SHA256: hashOf(version), Grade: grade, Confidence: "high"}
}

func challenged(grade string) readiness.ChallengeAppraisal {
	return readiness.ChallengeAppraisal{Grade: grade, Why: "Audits say so."}
}

func settled(grade string) readiness.SettleAppraisal {
	return readiness.SettleAppraisal{Grade: grade, Reason: "The dip sample shows it."}
}

// asks has somebody ask a command that must be accepted.
func asks[T interface {
	Do(readiness.Command[T], readiness.Asked, time.Time) (T, readiness.Event, error)
}](t testing.TB, x T, by readiness.Actor, c readiness.Command[T], now time.Time) T {
	t.Helper()
	next, _, err := x.Do(c, readiness.Asked{By: by}, now)
	if err != nil {
		t.Fatalf("%s asks %s: %v", by.Name, c.Name(), err)
	}
	return next
}

// appraisalIn is a criterion brought to a status by the shortest way.
func appraisalIn(t testing.TB, s readiness.AppraisalStatus) (readiness.Appraisal, time.Time) {
	t.Helper()
	return appraisalWith(t, parts, s)
}

func appraisalWith(t testing.TB, people readiness.AppraisalPeople, s readiness.AppraisalStatus) (readiness.Appraisal, time.Time) {
	t.Helper()
	x, now := begun(t, people), start.Add(24*time.Hour)
	challenge := map[readiness.AppraisalStatus]string{
		readiness.AppraisalThird: "inadequate", readiness.AppraisalModeration: "requires_improvement", readiness.AppraisalAgreed: "good", readiness.AppraisalFrozen: "good",
	}[s]
	if challenge != "" || s == readiness.AppraisalChallenge {
		x = asks(t, x, manager, sent(1, "good"), now)
	}
	if challenge != "" {
		x = asks(t, x, qa, challenged(challenge), now)
	}
	if s.Ended() {
		x = follows(t, x, readiness.AppraisalFollowup{End: s}, now)
	}
	if x.Status != s {
		t.Fatalf("got %s, want %s", x.Status, s)
	}
	return x, now.Add(24 * time.Hour)
}

func follows(t testing.TB, x readiness.Appraisal, f readiness.AppraisalFollowup, now time.Time) readiness.Appraisal {
	t.Helper()
	next, _, err := x.Follow(f, now)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func TestAppraisalRefusals(t *testing.T) {
	t.Parallel()
	writing, now := appraisalIn(t, readiness.AppraisalWriting)
	waiting, _ := appraisalIn(t, readiness.AppraisalChallenge)
	third, _ := appraisalIn(t, readiness.AppraisalThird)
	near, _ := appraisalIn(t, readiness.AppraisalModeration)
	agreed, _ := appraisalIn(t, readiness.AppraisalAgreed)
	frozen, _ := appraisalIn(t, readiness.AppraisalFrozen)
	nobody := parts
	nobody.ChallengerID, nobody.ThirdID = "", ""
	unnamed, _ := appraisalWith(t, nobody, readiness.AppraisalChallenge)
	back := asks(t, waiting, head, readiness.ReturnAppraisal{Missing: "Outcomes."}, now)
	rewritten := asks(t, asks(t, back, lead, readiness.AssignAppraisal{Part: "author", PersonID: "clerk"}, now), clerk, sent(2, "good"), now)
	returned := asks(t, rewritten, head, readiness.ReturnAppraisal{Missing: "Outcomes."}, now)
	covered := asks(t, waiting, second, challenged("good"), now) // by whoever covers for the challenger
	decided := asks(t, third, covering("stand-in", "quill"), settled("good"), now)
	assign := func(part, person string) readiness.AssignAppraisal {
		return readiness.AssignAppraisal{Part: part, PersonID: person}
	}
	otherText := sent(1, "good")
	otherText.SHA256 = hashOf(9)
	for name, c := range map[string]struct {
		x    readiness.Appraisal
		by   readiness.Actor
		c    readiness.AppraisalCommand
		says string
	}{
		"somebody else does not write":            {writing, clerk, sent(1, "good"), "Only the author"},
		"the lead of the area does not write":     {writing, head, sent(1, "good"), "Only the author"},
		"a grade of another scale":                {writing, manager, sent(1, "satisfactory"), "Choose a grade of the scale"},
		"no grade":                                {writing, manager, sent(1, ""), "Choose a grade of the scale"},
		"nobody writes while it is challenged":    {waiting, manager, sent(2, "good"), "cannot be written now"},
		"an earlier version":                      {returned, clerk, sent(1, "good"), "A later version"},
		"another text under the number":           {back, manager, otherText, "sent already"},
		"the same version after it is agreed":     {agreed, manager, sent(1, "good"), "sent already"},
		"whoever challenged does not write later": {covered, covering("second", "manager"), sent(2, "good"), "another part"},

		"nothing to send back":                   {writing, head, readiness.ReturnAppraisal{Missing: "x"}, "cannot be sent back now"},
		"a colleague sends nothing back":         {waiting, clerk, readiness.ReturnAppraisal{Missing: "x"}, "Only whoever challenges, settles or signs"},
		"the author does not send it back":       {waiting, manager, readiness.ReturnAppraisal{Missing: "x"}, "Only whoever challenges, settles or signs"},
		"an author who leads does not either":    {leading(t), head, readiness.ReturnAppraisal{Missing: "x"}, "You are the author"},
		"it was published: nothing is sent back": {frozen, head, readiness.ReturnAppraisal{Missing: "x"}, "has ended"},

		"not challenged yet":                             {writing, qa, challenged("good"), "cannot be challenged now"},
		"challenged already":                             {near, qa, challenged("good"), "cannot be challenged now"},
		"the author does not challenge":                  {waiting, manager, challenged("good"), "You wrote this criterion"},
		"nor who covers for the author and saw it":       {unnamed, cover, challenged("good"), "You stand in for the author"},
		"nor who wrote an earlier version":               {rewritten, covering("manager", "qa"), challenged("good"), "You wrote this criterion"},
		"other quality assurance, while one is named":    {waiting, quill, challenged("good"), "Only the challenger"},
		"a peer who was not asked":                       {unnamed, peer, challenged("good"), "Only the challenger"},
		"the lead of the area does not challenge":        {waiting, head, challenged("good"), "Only the challenger"},
		"a challenger's grade of another scale":          {waiting, qa, challenged("fair"), "Choose a grade of the scale"},
		"nothing to settle":                              {waiting, head, settled("good"), "cannot be settled now"},
		"the author does not settle":                     {near, manager, settled("good"), "You wrote this criterion"},
		"nor who covers for the author":                  {near, cover, settled("good"), "You stand in for the author"},
		"the challenger does not settle":                 {near, qa, settled("good"), "You challenged this criterion"},
		"other quality assurance does not settle":        {near, quill, settled("good"), "Only the lead of the judgement area"},
		"a better grade than both":                       {near, head, settled("outstanding"), "Choose one of the two grades"},
		"a worse grade than both":                        {near, head, settled("inadequate"), "Choose one of the two grades"},
		"a settled grade of another scale":               {near, head, settled("fair"), "Choose a grade of the scale"},
		"the lead of the area is no third reviewer":      {third, head, settled("good"), "Only the third reviewer"},
		"who runs it is no third reviewer":               {third, lead, settled("good"), "Only the third reviewer"},
		"a third reviewer's grade beside the two":        {third, quill, settled("outstanding"), "Choose one of the two grades"},
		"an area head names no challenger":               {waiting, head, assign("challenger", "quill"), "Only whoever runs"},
		"another area's head names no author":            {writing, other, assign("author", "clerk"), "Only whoever runs"},
		"a part that there is not":                       {writing, lead, assign("judge", "clerk"), "Choose the part"},
		"who has the part already":                       {writing, lead, assign("author", "manager"), "has that part already"},
		"the author as challenger":                       {writing, lead, assign("challenger", "manager"), "is the author of the criterion already"},
		"the challenger as third reviewer":               {third, lead, assign("third", "qa"), "is the challenger of the criterion already"},
		"the third reviewer as author":                   {writing, lead, assign("author", "quill"), "is the third reviewer of the criterion already"},
		"who wrote an earlier version, as challenger":    {rewritten, lead, assign("challenger", "manager"), "wrote the criterion"},
		"who challenged for the challenger, as reviewer": {covered, lead, assign("third", "second"), "challenged the criterion"},
		"who decided for the reviewer, as author":        {decided, lead, assign("author", "stand-in"), "decided its grade"},
		"nothing has climbed":                            {waiting, head, readiness.DecideAppraisalEscalation{Decision: "decide_myself"}, "Nothing waits for a decision"},
		"a team manager decides nothing":                 {waiting, manager, readiness.DecideAppraisalEscalation{Decision: "decide_myself"}, "does not allow"},
	} {
		before := fmt.Sprintf("%+v", c.x)
		to, ev, err := c.x.Do(c.c, readiness.Asked{By: c.by}, now)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want %q", name, err, c.says)
		}
		if fmt.Sprintf("%+v", to) != before || ev.Seq != 0 {
			t.Errorf("%s: it was refused and changed something", name)
		}
	}
}

// covering is somebody of quality assurance who covers for somebody else.
func covering(who, forID string) readiness.Actor {
	return actor(who, readiness.Holding{Role: readiness.QualityAssurance}, readiness.Holding{Role: readiness.QualityAssurance, ForID: forID})
}

// leading is a criterion whose author leads its judgement area, waiting for its challenge.
func leading(t testing.TB) readiness.Appraisal {
	t.Helper()
	x := begun(t, readiness.AppraisalPeople{AuthorID: "head", ChallengerID: "qa", LeadID: "head"})
	return asks(t, x, head, sent(1, "good"), start.Add(time.Hour))
}

// TestAppraisalIsGivenToTheRightPerson: whose turn it is, and who hears of it.
func TestAppraisalIsGivenToTheRightPerson(t *testing.T) {
	t.Parallel()
	waiting, now := appraisalIn(t, readiness.AppraisalChallenge)
	nobody := parts
	nobody.ChallengerID, nobody.ThirdID = "", ""
	writing := begun(t, nobody)
	unnamed := asks(t, writing, manager, sent(1, "good"), now)
	byThird := parts
	byThird.ChallengerID = "" // quality assurance challenges it, and is the third reviewer besides
	pending := asks(t, begun(t, byThird), manager, sent(1, "good"), now)
	for name, c := range map[string]struct {
		x     readiness.Appraisal
		by    readiness.Actor
		c     readiness.AppraisalCommand
		to    readiness.AppraisalStatus
		owner string
		tells string
	}{
		"a draft goes to its challenger":                {begun(t, parts), manager, sent(1, "good"), readiness.AppraisalChallenge, "qa", "owner"},
		"or waits until one is named":                   {writing, manager, sent(1, "good"), readiness.AppraisalChallenge, "", "improvement programme lead"},
		"who covers for the author sends it":            {begun(t, parts), cover, sent(1, "good"), readiness.AppraisalChallenge, "qa", "owner"},
		"quality assurance challenges what is nobody's": {unnamed, qa, challenged("good"), readiness.AppraisalAgreed, "", "manager head"},
		"one who covers challenges":                     {waiting, second, challenged("good"), readiness.AppraisalAgreed, "", "manager head"},
		"one grade apart goes to the lead":              {waiting, qa, challenged("outstanding"), readiness.AppraisalModeration, "head", "owner"},
		"unless the lead wrote it":                      {leading(t), qa, challenged("outstanding"), readiness.AppraisalModeration, "", "improvement programme lead"},
		"two grades apart go to the third reviewer":     {waiting, qa, challenged("inadequate"), readiness.AppraisalThird, "quill", "owner"},
		"or wait until one is named":                    {unnamed, qa, challenged("inadequate"), readiness.AppraisalThird, "", "improvement programme lead"},
		"unless that one challenged it":                 {pending, quill, challenged("inadequate"), readiness.AppraisalThird, "", "improvement programme lead"},
		"sent back to its author":                       {waiting, dcs, readiness.ReturnAppraisal{Missing: "Outcomes."}, readiness.AppraisalWriting, "manager", "owner"},
		"the challenger sends it back":                  {waiting, qa, readiness.ReturnAppraisal{Missing: "Outcomes."}, readiness.AppraisalWriting, "manager", "owner"},
		"another challenger has their turn":             {waiting, lead, readiness.AssignAppraisal{Part: "challenger", PersonID: "peer"}, readiness.AppraisalChallenge, "peer", "owner"},
		"another reviewer has not yet":                  {waiting, ad, readiness.AssignAppraisal{Part: "third", PersonID: "peer"}, readiness.AppraisalChallenge, "qa", "peer"},
		"a lead names another author":                   {begun(t, parts), head, readiness.AssignAppraisal{Part: "author", PersonID: "clerk"}, readiness.AppraisalWriting, "clerk", "owner"},
	} {
		x, ev, err := c.x.Do(c.c, readiness.Asked{By: c.by}, now)
		if err != nil || x.Status != c.to || x.OwnerID != c.owner || everybodyTold(ev) != c.tells {
			t.Errorf("%s: %s, of %q, told %q (%v)", name, x.Status, x.OwnerID, everybodyTold(ev), err)
		}
	}
}

// everybodyTold lists the people and posts that an event tells.
func everybodyTold(ev readiness.Event) string {
	var who []string
	for _, tell := range ev.Tell {
		who = append(who, tell.People...)
		for _, role := range tell.Roles {
			who = append(who, role.Title())
		}
	}
	return strings.Join(who, " ")
}

// TestAgreedTextChanges: the same grade stays agreed under a new text; another one has to be challenged again.
func TestAgreedTextChanges(t *testing.T) {
	t.Parallel()
	agreed, now := appraisalIn(t, readiness.AppraisalAgreed)
	same := asks(t, agreed, manager, sent(2, "good"), now)
	if same.Status != readiness.AppraisalAgreed || same.Agreed != "good" || same.Written.Version != 2 || same.Challenge == nil {
		t.Errorf("the same grade: %+v", same)
	}
	better := asks(t, agreed, manager, sent(2, "outstanding"), now)
	if better.Status != readiness.AppraisalChallenge || better.Agreed != "" || better.Challenge != nil || better.OwnerID != "qa" {
		t.Errorf("another grade: %+v", better)
	}
}

// TestMaySeeGrade: whoever could challenge does not see the author's grade before they gave theirs; everybody else does.
func TestMaySeeGrade(t *testing.T) {
	t.Parallel()
	waiting, _ := appraisalIn(t, readiness.AppraisalChallenge)
	near, now := appraisalIn(t, readiness.AppraisalModeration)
	returned := asks(t, near, head, readiness.ReturnAppraisal{Missing: "Outcomes."}, now)
	frozen, _ := appraisalIn(t, readiness.AppraisalFrozen)
	byQuality := parts
	byQuality.AuthorID, byQuality.ChallengerID = "qa", "peer"
	own := asks(t, begun(t, byQuality), qa, sent(1, "good"), now)
	for name, c := range map[string]struct {
		who                               readiness.Actor
		waiting, near, returned, own, end bool
	}{
		"the author":                   {manager, true, true, true, true, true},
		"the challenger":               {qa, false, true, false, true, true},
		"who covers for them":          {second, false, true, false, true, true},
		"who covers for the author":    {cover, true, true, true, false, true},
		"other quality assurance":      {quill, false, true, false, false, true},
		"a peer":                       {peer, false, true, false, false, true},
		"a peer's own":                 {actor("manager", readiness.Holding{Role: readiness.Peer}), true, true, true, false, true},
		"the lead of the area":         {head, true, true, true, true, true},
		"who runs it":                  {lead, true, true, true, true, true},
		"the director":                 {dcs, true, true, true, true, true},
		"a director who also assures":  {actor("both", readiness.Holding{Role: readiness.Director}, readiness.Holding{Role: readiness.QualityAssurance}), false, true, false, false, true},
		"an elected member, if at all": {member, true, true, true, true, true},
	} {
		got := []bool{waiting.MaySeeGrade(c.who), near.MaySeeGrade(c.who), returned.MaySeeGrade(c.who), own.MaySeeGrade(c.who), frozen.MaySeeGrade(c.who)}
		if want := []bool{c.waiting, c.near, c.returned, c.own, c.end}; !slices.Equal(got, want) {
			t.Errorf("%s: waiting, apart, sent back, by quality assurance, published: %v, want %v", name, got, want)
		}
	}
}

// TestSomebodyLeavesACriterion: every part goes to whoever takes over, and nobody gets two that must be independent.
func TestSomebodyLeavesACriterion(t *testing.T) {
	t.Parallel()
	writing, now := appraisalIn(t, readiness.AppraisalWriting)
	waiting, _ := appraisalIn(t, readiness.AppraisalChallenge)
	third, _ := appraisalIn(t, readiness.AppraisalThird)
	near, _ := appraisalIn(t, readiness.AppraisalModeration)
	agreed, _ := appraisalIn(t, readiness.AppraisalAgreed)
	for name, c := range map[string]struct {
		x        readiness.Appraisal
		from, to string
		owner    string
		parts    string
		tells    string
	}{
		"the author while it is written":              {writing, "manager", "head", "head", "head qa head quill", "owner"},
		"the author, and nobody takes over":           {writing, "manager", "", "", " qa head quill", "improvement programme lead"},
		"the challenger while it is written":          {writing, "qa", "", "manager", "manager  head quill", ""},
		"the challenger while it is written, heir":    {writing, "qa", "peer", "manager", "manager peer head quill", "peer"},
		"the challenger whose turn it is":             {waiting, "qa", "peer", "peer", "manager peer head quill", "owner"},
		"the author, and the challenger takes over":   {waiting, "manager", "qa", "", "qa  head quill", "improvement programme lead"},
		"the challenger, and the reviewer takes over": {third, "qa", "quill", "", "manager quill head ", "improvement programme lead"},
		"the lead, and the author takes over":         {near, "head", "manager", "", "manager qa manager quill", "improvement programme lead"},
		"the lead, and somebody else takes over":      {near, "head", "ad", "ad", "manager qa ad quill", "owner"},
		"the author of what is agreed":                {agreed, "manager", "head", "", "head qa head quill", ""},
	} {
		x, ev, err := c.x.Follow(readiness.AppraisalFollowup{People: &readiness.TakenOver{FromID: c.from, ToID: c.to}}, now)
		got := strings.Join([]string{x.AuthorID, x.ChallengerID, x.LeadID, x.ThirdID}, " ")
		if err != nil || x.OwnerID != c.owner || got != c.parts || everybodyTold(ev) != c.tells {
			t.Errorf("%s: owner %q, parts %q, told %q (%v)", name, x.OwnerID, got, everybodyTold(ev), err)
		}
		if _, _, err := x.Follow(readiness.AppraisalFollowup{People: &readiness.TakenOver{FromID: c.from, ToID: c.to}}, now); !readiness.Conflict.Is(err) {
			t.Errorf("%s, said twice: %v", name, err)
		}
	}
}

// TestCycleIsPlannedAgain: the date of a criterion moves with its own stage, and with no other; more time that somebody was given stays.
func TestCycleIsPlannedAgain(t *testing.T) {
	t.Parallel()
	writing, now := appraisalIn(t, readiness.AppraisalWriting)
	dates := writing.AppraisalDates
	challengeLater, draftLater := dates, dates
	challengeLater.ChallengeBy = dates.ChallengeBy.AddDays(7)
	draftLater.DraftBy = dates.DraftBy.AddDays(7)
	for name, c := range map[string]struct {
		to    readiness.AppraisalDates
		due   calendar.Date
		round int
		tells string
	}{
		"another stage's day": {challengeLater, dates.DraftBy, writing.Run.Round, ""},
		"its own stage's day": {draftLater, draftLater.DraftBy, writing.Run.Round + 1, "owner"},
	} {
		x, ev, err := writing.Follow(readiness.AppraisalFollowup{Dates: &c.to}, now)
		if err != nil || x.Run.Due != c.due || x.Run.Round != c.round || x.AppraisalDates != c.to || everybodyTold(ev) != c.tells || ev.Was.IsZero() != (c.tells == "") {
			t.Errorf("%s: %+v, %+v, %v", name, x.Run, ev, err)
		}
		if _, _, err := x.Follow(readiness.AppraisalFollowup{Dates: &c.to}, now); !readiness.Conflict.Is(err) {
			t.Errorf("%s, said twice: %v", name, err)
		}
	}
}

// appraisalClimbed is a criterion in a status that nobody did anything with until it reached the area head.
func appraisalClimbed(t testing.TB, people readiness.AppraisalPeople, s readiness.AppraisalStatus) (readiness.Appraisal, time.Time) {
	t.Helper()
	x, _ := appraisalWith(t, people, s)
	for {
		at, waits := x.Deadline()
		next, _, err := x.Lapse(at)
		if err != nil || !waits {
			t.Fatalf("before it reached anybody: %v", err)
		}
		if x = next; x.Waiting() {
			return x, at.Add(time.Hour)
		}
	}
}

// TestWhoeverTakesOverIsIndependent: an answer to an escalation gives the part whose turn it is, and only to somebody who can be independent in it.
func TestWhoeverTakesOverIsIndependent(t *testing.T) {
	t.Parallel()
	unnamed := parts
	unnamed.ChallengerID, unnamed.ThirdID = "", ""
	give := func(to string) readiness.DecideAppraisalEscalation {
		return readiness.DecideAppraisalEscalation{Decision: "give", OwnerID: to}
	}
	more := readiness.DecideAppraisalEscalation{Decision: "more_time", Reason: "Half term."}
	for name, c := range map[string]struct {
		people readiness.AppraisalPeople
		s      readiness.AppraisalStatus
		c      readiness.DecideAppraisalEscalation
		parts  string
		says   string
	}{
		"another author":                           {parts, readiness.AppraisalWriting, give("clerk"), "clerk qa head quill", ""},
		"the challenger as author":                 {parts, readiness.AppraisalWriting, give("qa"), "", "is the challenger of the criterion already"},
		"another challenger":                       {parts, readiness.AppraisalChallenge, give("peer"), "manager peer head quill", ""},
		"the area head challenges":                 {parts, readiness.AppraisalChallenge, readiness.DecideAppraisalEscalation{Decision: "decide_myself"}, "manager head head quill", ""},
		"the author as challenger":                 {parts, readiness.AppraisalChallenge, give("manager"), "", "is the author of the criterion already"},
		"another reviewer":                         {parts, readiness.AppraisalThird, give("peer"), "manager qa head peer", ""},
		"the challenger as reviewer":               {parts, readiness.AppraisalThird, give("qa"), "", "is the challenger of the criterion already"},
		"who challenged what was nobody's":         {unnamed, readiness.AppraisalThird, give("qa"), "", "challenged the criterion"},
		"more time where nobody is named":          {unnamed, readiness.AppraisalThird, more, "manager  head ", ""},
		"passed up where nobody is named":          {unnamed, readiness.AppraisalThird, readiness.DecideAppraisalEscalation{Decision: "pass_up", Note: "x"}, "manager  head ", ""},
		"the author does not settle either":        {parts, readiness.AppraisalModeration, give("manager"), "", "is the author of the criterion already"},
		"somebody else settles, and leads nothing": {parts, readiness.AppraisalModeration, give("ad"), "manager qa head quill", ""},
	} {
		x, now := appraisalClimbed(t, c.people, c.s)
		if c.c.Decision == "more_time" {
			c.c.Until = x.Terms.Calendar.Add(calendar.DateOf(now), 10, calendar.Exclusive)
		}
		to, _, err := x.Do(c.c, readiness.Asked{By: head}, now)
		got := strings.Join([]string{to.AuthorID, to.ChallengerID, to.LeadID, to.ThirdID}, " ")
		if c.says == "" && (err != nil || got != c.parts || c.c.OwnerID != "" && to.OwnerID != c.c.OwnerID) || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: parts %q, owner %q, %v", name, got, to.OwnerID, err)
		}
	}
}

// TestAppraisalStaysIndependent: whatever is asked, by whomever, in whatever order, the agreed grade lies between the author's and the challenger's, and
// nobody who wrote a version challenges or settles one.
func TestAppraisalStaysIndependent(t *testing.T) {
	t.Parallel()
	everybody := []readiness.Actor{manager, clerk, qa, quill, head, other, lead, ad, dcs, peer, cover, second, covering("qa", "manager"), covering("manager", "qa")}
	agreed := 0
	rapid.Check(t, func(rt *rapid.T) {
		x, now := begun(t, parts), start
		wrote := map[string]bool{}
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 200).Draw(rt, "hours")) * time.Hour)
			by := rapid.SampledFrom(everybody).Draw(rt, "by")
			next, ev, err := anything(rt, x, by, now)
			if err != nil {
				continue
			}
			switch ev.Kind {
			case "sent", "changed":
				wrote[by.PersonID] = true
			case "challenged", "settled":
				if wrote[by.PersonID] {
					rt.Fatalf("%s wrote it, and it was %s by them", by.Name, ev.Kind)
				}
			}
			for _, m := range []*readiness.Mark{next.Challenge, next.Third} {
				if m != nil && wrote[m.By] {
					rt.Fatalf("%s gave a grade and wrote: %s", m.By, ev.Kind)
				}
			}
			if p := next.AppraisalPeople; p.AuthorID != "" && (p.AuthorID == p.ChallengerID || p.AuthorID == p.ThirdID) || p.ThirdID != "" && p.ThirdID == p.ChallengerID {
				rt.Fatalf("somebody has two parts after %s: %+v", ev.Kind, p)
			}
			if (next.Agreed != "") != (next.Status == readiness.AppraisalAgreed || next.Status == readiness.AppraisalFrozen) {
				rt.Fatalf("%s, agreed %q", next.Status, next.Agreed)
			}
			if next.Agreed != "" {
				agreed++
				a, c, g := slices.Index(grades, next.Written.Grade), slices.Index(grades, next.Challenge.Grade), slices.Index(grades, next.Agreed)
				if g < min(a, c) || g > max(a, c) {
					rt.Fatalf("agreed %s between %s and %s", next.Agreed, next.Written.Grade, next.Challenge.Grade)
				}
			}
			x = next
		}
	})
	if agreed == 0 {
		t.Error("nothing was ever agreed")
	}
}

// anything draws something that somebody asks of a criterion, or that happens to it.
func anything(rt *rapid.T, x readiness.Appraisal, by readiness.Actor, now time.Time) (readiness.Appraisal, readiness.Event, error) {
	grade := rapid.SampledFrom(grades).Draw(rt, "grade")
	person := rapid.SampledFrom([]string{"manager", "clerk", "qa", "quill", "head", "peer", "second", "cover"}).Draw(rt, "person")
	part := rapid.SampledFrom([]string{"author", "challenger", "third"}).Draw(rt, "part")
	version := 1
	if x.Written != nil {
		version = x.Written.Version + 1
	}
	asked := readiness.Asked{By: by}
	switch rapid.IntRange(0, 9).Draw(rt, "what") {
	case 0, 1:
		return x.Do(sent(version, grade), asked, now)
	case 2, 3:
		return x.Do(challenged(grade), asked, now)
	case 4, 5:
		return x.Do(settled(grade), asked, now)
	case 6:
		return x.Do(readiness.ReturnAppraisal{Missing: "Outcomes."}, asked, now)
	case 7:
		return x.Do(readiness.AssignAppraisal{Part: part, PersonID: person}, asked, now)
	case 8:
		if at, waits := x.Deadline(); waits {
			return x.Lapse(at)
		}
		return x.Do(readiness.DecideAppraisalEscalation{Decision: "give", OwnerID: person}, asked, now)
	}
	if x.Waiting() {
		return x.Do(readiness.DecideAppraisalEscalation{Decision: "give", OwnerID: person}, asked, now)
	}
	return x.Follow(readiness.AppraisalFollowup{People: &readiness.TakenOver{FromID: by.PersonID, ToID: person}}, now)
}
