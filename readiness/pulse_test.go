package readiness_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestNobodyIsFoundByTakingAreasFromTheWhole: what is shown is a group of enough people or nobody, and so is what is left when the shown groups are taken
// from the whole.
func TestNobodyIsFoundByTakingAreasFromTheWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		least := rapid.IntRange(5, 12).Draw(t, "least")
		parts := rapid.SliceOfN(rapid.IntRange(0, 20), 1, 7).Draw(t, "parts")
		shown, total := readiness.SuppressGroups(parts, least)
		rest, hidden := 0, 0
		for i, n := range shown {
			switch {
			case n == readiness.Hidden:
				rest, hidden = rest+parts[i], hidden+1
			case n != parts[i] || n > 0 && n < least:
				t.Fatalf("part %d of %v shows %d", i, parts, n)
			}
		}
		if total == readiness.Hidden {
			return
		}
		if total > 0 && total < least {
			t.Fatalf("the whole of %v shows %d", parts, total)
		}
		if hidden > 0 && (hidden == 1 || rest < least) {
			t.Fatalf("of %v is left %d in %d groups: %v of %d", parts, rest, hidden, shown, total)
		}
	})
}

func TestWhatIsHidden(t *testing.T) {
	t.Parallel()
	const h = readiness.Hidden
	for name, c := range map[string]struct {
		parts, shown []int
		total        int
	}{
		"all are large":              {[]int{8, 12, 30}, []int{8, 12, 30}, 50},
		"nobody answered somewhere":  {[]int{0, 12, 30}, []int{0, 12, 30}, 42},
		"one is small":               {[]int{3, 12, 30}, []int{h, h, 30}, 45},
		"two, together still small":  {[]int{3, 4, 12, 30}, []int{h, h, h, 30}, 49},
		"two, together large enough": {[]int{5, 4, 12, 30}, []int{h, h, 12, 30}, 51},
		"two areas, one small":       {[]int{3, 30}, []int{h, h}, 33},
		"one area, small":            {[]int{7}, []int{h}, h},
		"small beside nobody":        {[]int{7, 0}, []int{h, 0}, h},
		"too few altogether":         {[]int{3, 4}, []int{h, h}, h},
		"few, but enough altogether": {[]int{4, 4}, []int{h, h}, 8},
		"nobody at all":              {[]int{0, 0}, []int{0, 0}, 0},
	} {
		if shown, total := readiness.SuppressGroups(c.parts, 8); !slices.Equal(shown, c.shown) || total != c.total {
			t.Errorf("%s: %v of %d", name, shown, total)
		}
	}
}

// pulse asks four questions in three areas.
func pulse() readiness.Pulse {
	return readiness.Pulse{
		ID: "p-1", From: monday, Until: monday.AddDays(13), Least: 8, Questions: readiness.DefaultPulseRules().Questions,
		Areas: []readiness.PulseArea{{ID: "n", Name: "North"}, {ID: "s", Name: "South"}, {ID: "e", Name: "East"}},
	}
}

var monday = calendar.On(2027, 3, 1)

// answered gives every question the same steps in an area.
func answered(area string, steps ...int) (tallies []readiness.PulseTally) {
	for _, q := range pulse().Questions {
		for step, n := range steps {
			tallies = append(tallies, readiness.PulseTally{AreaID: area, Question: q.Code, Step: step, Answers: n})
		}
	}
	return tallies
}

func TestPulseResult(t *testing.T) {
	t.Parallel()
	tallies := slices.Concat(answered("n", 5, 3, 1, 1), answered("s", 2, 3, 4, 1), answered("e", 1, 1, 1, 0))
	r := pulse().Result(map[string]int{"n": 10, "s": 10, "e": 3}, tallies)
	north, _ := r.Group("n")
	if good, ok := north.Good(readiness.PulseUsed); ok || north.Answers != readiness.Hidden || len(north.Shares) != 0 {
		t.Errorf("North would give East away: %+v %d", north, good)
	}
	south, _ := r.Group("s")
	if good, ok := south.Good(readiness.PulseUsed); !ok || good != 50 || south.Answers != 10 || !slices.Equal(south.Shares[1].Steps, []int{2, 3, 4, 1}) {
		t.Errorf("South: %+v", south)
	}
	if good, _ := r.All.Good(readiness.PulseKnown); r.All.Answers != 23 || good != 65 { // 15 of 23
		t.Errorf("all: %+v", r.All)
	}
	if _, ok := r.Group("w"); ok {
		t.Error("an area that was not asked has a result")
	}
	running := pulse().Progress(map[string]int{"n": 10, "s": 7, "e": 0})
	for i, enough := range []bool{true, false, false} {
		if g := running.Groups[i]; g.Enough != enough || g.Answers != readiness.Hidden || len(g.Shares) != 0 {
			t.Errorf("while it runs %s says %+v", g.Name, g)
		}
	}
	if !running.All.Enough || running.All.Answers != readiness.Hidden {
		t.Errorf("while it runs the whole says %+v", running.All)
	}
}

func TestPulseIsOver(t *testing.T) {
	t.Parallel()
	p := pulse()
	if p.Over(monday.AddDays(13)) || !p.Over(monday.AddDays(14)) || p.Ended() != monday.AddDays(13) {
		t.Error("a pulse is over after its last day")
	}
	if p.Closed = monday.AddDays(2); !p.Over(monday.AddDays(2)) || p.Ended() != monday.AddDays(2) {
		t.Error("a closed pulse is over")
	}
}

func TestPulseReadings(t *testing.T) {
	t.Parallel()
	p := pulse()
	of := func(area, question string, good, bad int) []readiness.PulseTally {
		return []readiness.PulseTally{{AreaID: area, Question: question, Step: 0, Answers: good}, {AreaID: area, Question: question, Step: 3, Answers: bad}}
	}
	tallies := slices.Concat(
		of("n", readiness.PulseKnown, 7, 3), of("n", readiness.PulseUsed, 4, 6), of("n", readiness.PulseTime, 5, 5), of("n", readiness.PulseSupervision, 10, 0),
		of("s", readiness.PulseKnown, 4, 6), of("s", readiness.PulseUsed, 4, 6), of("s", readiness.PulseTime, 10, 0), of("s", readiness.PulseSupervision, 10, 0),
		of("e", readiness.PulseKnown, 10, 0), of("e", readiness.PulseUsed, 5, 5), of("e", readiness.PulseTime, 10, 0), of("e", readiness.PulseSupervision, 10, 0),
	)
	var said []string
	for _, reading := range p.Result(map[string]int{"n": 10, "s": 10, "e": 10}, tallies).Readings() {
		said = append(said, reading.Code+": "+strings.Join(reading.Where, ", "))
		if len(reading.Asks) < 3 {
			t.Errorf("%s asks %v", reading.Code, reading.Asks)
		}
	}
	if want := []string{"known_not_used: North", "not_known: South"}; !slices.Equal(said, want) { // of all 70% know it and 43% used it
		t.Errorf("readings %q, want %q", said, want)
	}
	if r := p.Result(map[string]int{"n": 1}, answered("n", 0, 0, 0, 1)).Readings(); len(r) != 0 {
		t.Errorf("what is not shown is read: %v", r)
	}
}

func TestPulseAnswer(t *testing.T) {
	t.Parallel()
	whole := map[string]int{readiness.PulseKnown: 0, readiness.PulseUsed: 3, readiness.PulseTime: 1, readiness.PulseSupervision: 2}
	if err := (readiness.PulseAnswer{Slip: "1", Chosen: whole, Words: strings.Repeat("é", readiness.PulseWords)}).Check(pulse()); err != nil {
		t.Error(err)
	}
	if err := (readiness.PulseAnswer{Chosen: whole}).Check(pulse()); !readiness.Invalid.Is(err) {
		t.Errorf("an answer without a number is counted: %v", err)
	}
	err := readiness.AsRefusal((readiness.PulseAnswer{Slip: "1", Chosen: map[string]int{readiness.PulseKnown: 4, readiness.PulseUsed: -1, readiness.PulseTime: 0}, Words: strings.Repeat("x", 501)}).Check(pulse()))
	if err == nil || len(err.Fields) != 4 || err.Fields[0].Field != readiness.PulseKnown || err.Fields[3].Field != "words" {
		t.Errorf("%+v", err)
	}
}

func TestPulseRules(t *testing.T) {
	t.Parallel()
	r := readiness.DefaultPulseRules()
	f := r.Form()
	if f.Quarterly != "no" || f.Known != r.Questions[0].Text || f.Extra != "" {
		t.Errorf("form %+v", f)
	}
	f.Known, f.Another, f.Quarterly = "Do you know our model?", "Is your team fully staffed?", "yes"
	if _, err := r.With(f); readiness.AsRefusal(err) == nil {
		t.Error("a rhythm needs its first day")
	}
	f.First = calendar.On(2027, 1, 31)
	next, err := r.With(f)
	if err != nil || len(next.Questions) != 5 || next.Questions[4].Code != "another" || len(next.Questions[4].Steps) != 4 || next.Form() != f {
		t.Errorf("%+v %v", next, err)
	}
	old, running := readiness.Pulse{From: calendar.On(2027, 1, 31), Until: calendar.On(2027, 2, 13)}, readiness.Pulse{From: calendar.On(2027, 4, 25), Until: calendar.On(2027, 5, 8)}
	for name, c := range map[string]struct {
		today  calendar.Date
		newest *readiness.Pulse
		due    bool
	}{
		"before the first":           {calendar.On(2027, 1, 30), nil, false},
		"on the first":               {calendar.On(2027, 1, 31), nil, true},
		"it was opened":              {calendar.On(2027, 2, 1), &old, false},
		"the day before the next":    {calendar.On(2027, 4, 29), &old, false},
		"the next, in a short month": {calendar.On(2027, 4, 30), &old, true},
		"the next, some days later":  {calendar.On(2027, 5, 3), &old, true},
		"one runs":                   {calendar.On(2027, 5, 3), &running, false},
		"one ran on the day":         {calendar.On(2027, 5, 10), &running, false},
	} {
		if due := next.Due(c.today, c.newest); due != c.due {
			t.Errorf("%s: %v", name, due)
		}
	}
	if r.Due(calendar.On(2027, 5, 3), nil) {
		t.Error("nobody wanted one each quarter")
	}
}

func TestAttainmentGap(t *testing.T) {
	t.Parallel()
	for points, ok := range map[string]bool{"28.7": true, "0": true, "-2": true, "much": false, "101": false, "NaN": false} {
		err := readiness.RecordGap{Points: points, AsOf: monday, Source: "DfE"}.Check(monday)
		if (err == nil) != ok {
			t.Errorf("%s: %v", points, err)
		}
	}
	if readiness.AsRefusal(readiness.RecordGap{Points: "1", AsOf: monday.AddDays(1)}.Check(monday)) == nil {
		t.Error("a figure of tomorrow is taken")
	}
}

func TestWhoReadsWords(t *testing.T) {
	t.Parallel()
	for _, role := range readiness.Roles {
		reads := readiness.ReadsPulseWords(readiness.Actor{Holdings: []readiness.Holding{{Role: role}}})
		if reads == (role == readiness.ElectedMember || role == readiness.Administrator) {
			t.Errorf("%s: %v", role, reads)
		}
	}
}
