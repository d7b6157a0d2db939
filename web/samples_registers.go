package web

import (
	"net/url"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// registerSamples names every face of the pages of the registers and of the service. All people and places are invented.
func registerSamples() map[string]Page {
	all := map[string]Page{}
	for _, some := range []map[string]Page{importSamples(), findingSamples(), placeSamples(), peopleSamples(), coverSamples(), ruleSamples(), serviceSamples()} {
		for name, page := range some {
			all[name] = page
		}
	}
	return all
}

func sampleImport(status readiness.ImportStatus) readiness.Import {
	return readiness.Import{
		ID: "0190b2c4-0000-7000-8000-000000000001", Status: status, FileNames: []string{"annex-a.xlsx"}, Bytes: 2_412_000, TakenOn: calendar.On(2027, 2, 28),
		By: "Ana Costa", At: sampleNow, Done: 3412, Total: 3412, Layout: "newer",
		Lists: []readiness.ListFound{
			{List: 6, Sheet: "List 6", Rows: 1412, Fine: 1400, Mend: 9, Ask: 3, LeftOut: 2},
			{List: 7, Sheet: "List 7", Rows: 1000, Fine: 994, Mend: 4, Ask: 2},
			{List: 8, Sheet: "CLA 28 Feb", Rows: 1000, Fine: 994, Mend: 6, LeftOut: 1},
		},
		Errors: 24, Queries: 7, Infos: 11,
		Changes: readiness.Differences{
			Opened: 41, Closed: 37, Reopened: 6, Moved: 3, Changed: 12, Same: 2899, Vanished: 5, NewTeams: []string{"North team 4", "Fostering 2"}, Overtaken: 2,
		},
	}
}

func sampleMoving() readiness.Import {
	i := sampleImport(readiness.ImportChecking)
	i.Done, i.Lists, i.Errors, i.Queries, i.Infos, i.Changes = 1200, nil, 0, 0, 0, readiness.Differences{}
	return i
}

func sampleEnded(status readiness.ImportStatus) readiness.Import {
	i := sampleImport(status)
	i.DecidedBy, i.DecidedAt = "Ana Costa", sampleNow.Add(time.Hour)
	return i
}

func sampleRefused() readiness.Import {
	i := readiness.Import{ID: "0190b2c4-0000-7000-8000-000000000002", Status: readiness.ImportRefused, FileNames: []string{"lists.xls"}, Bytes: 81_000}
	i.TakenOn, i.By, i.At = calendar.On(2027, 2, 28), "Ana Costa", sampleNow
	i.Refusal = "This is an Excel file of the old kind (.xls). Save it as an Excel workbook (.xlsx) and upload that."
	return i
}

// sampleQuiet is an upload that says nothing new.
func sampleQuiet() readiness.Import {
	i := sampleImport(readiness.ImportChecked)
	i.Lists, i.Errors, i.Queries, i.Infos = []readiness.ListFound{{List: 6, Sheet: "list6.csv", Rows: 1, Fine: 1}}, 0, 0, 0
	i.FileNames, i.Changes = []string{"list6.csv"}, readiness.Differences{Same: 1}
	return i
}

func importSamples() map[string]Page {
	starting := sampleMoving()
	starting.Done, starting.Total = 0, 0
	read := sampleMoving()
	read.Done = read.Total
	applied := importFace(sampleEnded(readiness.ImportApplied))
	applied.MaySweep = true
	late := importFace(sampleEnded(readiness.ImportApplied))
	late.Discard = failed(newForm(), "", "Ana Costa confirmed this upload on 3 March 2027.")
	return map[string]Page{
		"imports/some":                ImportsPage{Rows: []readiness.Import{sampleMoving(), sampleImport(readiness.ImportChecked), sampleEnded(readiness.ImportApplied), sampleRefused()}},
		"imports/empty":               ImportsPage{},
		"import/upload":               UploadPage{newForm()},
		"import/upload: nothing sent": UploadPage{failed(newForm(), "taken_on", "Enter the day on which the lists were taken.", "files", noFiles)},
		"import/about to begin":       importFace(starting),
		"import/being read":           importFace(sampleMoving()),
		"import/all read":             importFace(read),
		"import/what we found":        importFace(sampleImport(readiness.ImportChecked)),
		"import/nothing new":          importFace(sampleQuiet()),
		"import/being written":        importFace(sampleEnded(readiness.ImportApplying)),
		"import/done":                 applied,
		"import/refused":              importFace(sampleRefused()),
		"import/thrown away":          importFace(sampleEnded(readiness.ImportDiscarded)),
		"import/never confirmed":      importFace(sampleImport(readiness.ImportLapsed)),
		"import/confirm":              ConfirmPage{importFace(sampleImport(readiness.ImportChecked)), newForm()},
		"import/done: too late":       late,
	}
}

// failed is a form that came back: pairs of a field and its sentence.
func failed(f Form, pairs ...string) Form {
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Errors = append(f.Errors, govuk.FieldError{Name: pairs[i], Message: pairs[i+1]})
	}
	return f
}

func findingSamples() map[string]Page {
	rows := []readiness.Finding{
		{
			List: 6, Sheet: "List 6", Row: 1204, Column: "CIN Closure Date", Rule: "end-before-start", Severity: readiness.SeverityError, Found: "01/02/2019",
			Message: "The closure date is before the start date.", Fix: "Correct one of the two dates in the case system.", LeftOut: true,
		},
		{List: 7, Sheet: "List 7", Column: "Date of Birth", Rule: "dates-as-text", Severity: readiness.SeverityInfo, Message: "994 dates were text and were read as day, month and year.", Fix: "Nothing needs doing."},
		{Rule: "missing-list", Severity: readiness.SeverityQuery, Message: "List 8 is not in the upload.", Fix: "Hand it in too, if it should be there."},
	}
	changes := []readiness.ChangeRow{
		{Kind: readiness.CaseMoved, CaseID: "0190b2c4-0000-7000-8000-00000000000a", ChildRef: "48213", From: "North team 2", To: "South team 1"},
		{Kind: readiness.CaseClosed, CaseID: "0190b2c4-0000-7000-8000-00000000000b", ChildRef: "48214", Vanished: true},
		{Kind: readiness.CaseReopened, ChildRef: "48215", From: "closed on 4 January 2027"},
	}
	checked := sampleImport(readiness.ImportChecked)
	return map[string]Page{
		"import/findings":                FindingsPage{Import: checked, Form: newForm(), Page: readiness.Page[readiness.Finding]{Rows: rows, Total: 42, Next: "c"}, More: "/imports/x/findings?cursor=c"},
		"import/findings: none":          FindingsPage{Import: checked, Form: newForm()},
		"import/findings: none of these": FindingsPage{Import: checked, Query: readiness.FindingQuery{List: 7}, Form: newForm()},
		"import/changes":                 ChangesPage{Import: sampleEnded(readiness.ImportApplied), Form: newForm(), Page: readiness.Page[readiness.ChangeRow]{Rows: changes, Total: 87, Next: "c"}, More: "/imports/x/changes?cursor=c"},
		"import/changes: would":          ChangesPage{Import: checked, Kind: "moved", Form: newForm(), Page: readiness.Page[readiness.ChangeRow]{Rows: changes[:1], Total: 1}},
		"import/changes: none":           ChangesPage{Import: checked, Form: newForm()},
		"import/changes: none of these":  ChangesPage{Import: checked, Kind: "closed", Form: newForm()},
	}
}

var (
	sampleRegions = []readiness.Area{{ID: "a1", Name: "North", Head: "Priya Nair", Teams: 2, Cases: 412}, {ID: "a2", Name: "South", Teams: 0}}
	sampleSquads  = []readiness.Team{
		{ID: "t3", Name: "Fostering 2", Cases: 31},
		{ID: "t1", Name: "North team 1", AreaID: "a1", Area: "North", Manager: "Tom Hughes", Cases: 210},
		{ID: "t2", Name: "North team 2", AreaID: "a1", Area: "North", Cases: 202},
	}
)

func placeSamples() map[string]Page {
	return map[string]Page{
		"places/some":            PlacesPage{Areas: sampleRegions, Teams: sampleSquads, Form: newForm()},
		"places/all mapped":      PlacesPage{Areas: sampleRegions, Teams: sampleSquads[1:], Form: newForm()},
		"places/nothing ticked":  PlacesPage{Areas: sampleRegions, Teams: sampleSquads, Form: failed(newForm(), "team", "Tick at least one team.", "area_id", "Choose the area that the ticked teams belong to.")},
		"places/empty":           PlacesPage{Form: newForm(), MayImport: true},
		"places/empty, admin":    PlacesPage{Form: newForm()},
		"places/no areas":        PlacesPage{Teams: sampleSquads[:1], Form: newForm()},
		"area/new":               AreaPage{Form: newForm()},
		"area/rename":            AreaPage{ID: "a1", Form: newFormFor(readiness.SaveArea{Name: "North"})},
		"area/new: name is used": AreaPage{Form: failed(newFormFor(readiness.SaveArea{Name: "North"}), "name", "There is an area with this name already.")},
	}
}

var samplePerson = readiness.Person{
	ID: "p1", Name: "Priya Nair", Email: "priya.nair@anyshire.example", Active: true, LastSignIn: sampleToday,
	Posts: []readiness.Post{
		{ID: "o1", Role: readiness.AreaHead, AreaID: "a1", Area: "North", From: calendar.On(2025, 4, 1)},
		{ID: "o2", Role: readiness.TeamManager, TeamID: "t1", Team: "North team 1", From: calendar.On(2022, 1, 3), Until: calendar.On(2025, 3, 31)},
		{ID: "o3", Role: readiness.AreaHead, AreaID: "a2", Area: "South", From: calendar.On(2027, 1, 4), Until: calendar.On(2027, 6, 30)},
	},
	Deputies: []readiness.Deputy{
		{ID: "d1", PersonID: "p1", DeputyID: "p2", DeputyName: "Tom Hughes", From: calendar.On(2027, 3, 1), Until: calendar.On(2027, 3, 7)},
		{ID: "d2", PersonID: "p1", DeputyID: "p3", DeputyName: "Ana Costa", From: calendar.On(2027, 5, 1), Until: calendar.On(2027, 5, 7)},
		{ID: "d3", PersonID: "p1", DeputyID: "p2", DeputyName: "Tom Hughes", From: calendar.On(2026, 8, 1), Until: calendar.On(2026, 8, 14)},
	},
}

func peopleSamples() map[string]Page {
	blocked := readiness.Person{ID: "p9", Name: "Sam Reid", Email: "sam.reid@anyshire.example"}
	bare := newFormFor(readiness.SavePerson{})
	return map[string]Page{
		"people/some":           PeoplePage{On: sampleToday, Rows: []readiness.Person{samplePerson, blocked}},
		"people/empty":          PeoplePage{On: sampleToday},
		"person/area head":      PersonPage{On: sampleToday, Person: samplePerson, Link: newForm(), Sessions: newForm(), MayCover: true, Cover: coverOf(samplePerson, sampleToday, "/cover/p1")},
		"person/blocked":        PersonPage{On: sampleToday, Person: blocked, Link: newForm(), Sessions: newForm(), Cover: coverOf(blocked, sampleToday, "/cover/p9")},
		"person/new":            EditPersonPage{Form: newForm()},
		"person/new: not whole": EditPersonPage{Form: failed(bare, "name", "Enter the person’s name.", "email", "Enter the email address.")},
		"person/edit":           EditPersonPage{ID: "p1", Form: newFormFor(readiness.SavePerson{Name: "Priya Nair", Email: samplePerson.Email, Active: "yes"})},
		"post/add":              AddPostPage{Person: samplePerson, Areas: sampleRegions, Teams: sampleSquads, Form: newFormFor(readiness.AddPost{From: sampleToday})},
		"post/add: which area": AddPostPage{
			Person: samplePerson, Areas: sampleRegions, Teams: sampleSquads,
			Form: failed(newFormFor(readiness.AddPost{Role: readiness.AreaHead, From: sampleToday}), "area_id", "Choose the area that they head."),
		},
		"post/end":            EndPostPage{Person: samplePerson, Post: samplePerson.Posts[0], Form: newFormFor(readiness.EndPost{Until: sampleToday})},
		"secret/sign-in link": SecretPage{Kind: "link", Secret: "abc", Link: "https://sightline.anyshire.example/welcome/abc", For: "Priya Nair", BackTo: "/people/p1", Section: "/people"},
		"secret/token":        SecretPage{Kind: "token", Secret: "sl_4f9aXkP2", For: "nightly export", BackTo: "/account", Section: "/more"},
	}
}

func coverSamples() map[string]Page {
	people := []readiness.Choice{{Code: "p2", Text: "Tom Hughes, team manager of North team 1"}, {Code: "p3", Text: "Ana Costa"}}
	nobody := readiness.Person{ID: "p3", Name: "Ana Costa", Email: "ana.costa@anyshire.example", Active: true}
	tokens := []TokenRow{
		{Token: readiness.Token{ID: "k1", Name: "nightly export", Prefix: "sl_4f9a", Scopes: []string{"read", "import"}, Until: calendar.On(2027, 12, 31), LastUsed: sampleToday}, End: newForm()},
		{Token: readiness.Token{ID: "k2", Name: "trial", Prefix: "sl_77bc", Scopes: []string{"read"}, Until: calendar.On(2026, 12, 31)}, Over: true, End: newForm()},
	}
	return map[string]Page{
		"cover/some":             CoverPage{Rows: []CoverLine{{PersonID: "p1", For: "Priya Nair", Posts: "area head of North", By: "Tom Hughes", When: "covering now, until 7 March 2027"}}, People: people},
		"cover/empty":            CoverPage{},
		"cover/person":           CoverPersonPage{Name: "Priya Nair", Cover: coverOf(samplePerson, sampleToday, "/cover/p1")},
		"cover/add":              AddDeputyPage{Base: "/cover/p1", Name: "Priya Nair", People: people, Form: newForm()},
		"account/cover":          AddDeputyPage{Base: accountPath, People: people, Form: newForm()},
		"account/cover: refused": AddDeputyPage{Base: accountPath, People: people, Form: failed(newFormFor(readiness.AddDeputy{DeputyID: "p2", From: sampleToday, Until: sampleToday}), "until", "The last day must be the same as or after the first day.")},
		"account/area head":      AccountPage{On: sampleToday, Person: samplePerson, Cover: coverOf(samplePerson, sampleToday, accountPath), MayCalendar: true, MayTokens: true, Tokens: tokens},
		"account/no tokens":      AccountPage{On: sampleToday, Person: nobody, Cover: coverOf(nobody, sampleToday, accountPath), MayTokens: true},
		"account/member":         AccountPage{On: sampleToday, Person: nobody, Cover: coverOf(nobody, sampleToday, accountPath)},
		"token/add":              AddTokenPage{newForm()},
		"token/add: not whole":   AddTokenPage{failed(newForm(), "name", "Enter what the token is for.", "scopes", noScopes)},
	}
}

func ruleSamples() map[string]Page {
	c := calendar.England()
	rules := readiness.DefaultReviewRules()
	rules.Thresholds = append(rules.Thresholds,
		readiness.Threshold{AreaID: "a1", Type: readiness.ChildInNeed, Months: 15, From: calendar.On(2027, 4, 1)},
		readiness.Threshold{AreaID: "gone", Months: 12, From: calendar.On(2026, 4, 1)})
	minutes := readiness.DefaultLadder()
	minutes.Hour, minutes.Rungs = 13, []readiness.Rung{{After: 1, Unit: readiness.Minutes, Roles: []readiness.Role{readiness.Owner}}}
	asked := func(q question) Form { return newFormFor(q) }
	far, _ := c.Deadline(calendar.Question{From: calendar.On(2026, 3, 27), WorkingDays: 15})
	back, _ := c.Deadline(calendar.Question{From: calendar.On(2026, 3, 27), WorkingDays: -1})
	between, _ := c.Distance(calendar.On(2026, 3, 27), calendar.On(2045, 4, 21), calendar.Inclusive)
	return map[string]Page{
		"rules/several":           RulesPage{On: sampleToday, Rules: rules, Areas: sampleRegions, Calendar: c},
		"rules/no closures":       RulesPage{On: sampleToday, Rules: readiness.DefaultReviewRules()},
		"ladder/as it comes":      LadderPage{Ladder: readiness.DefaultLadder(), Viewer: sampleLead},
		"ladder/minutes":          LadderPage{Ladder: minutes, Viewer: sampleLead},
		"who may/all":             PolicyPage{},
		"deadline/asking":         DeadlinePage{Form: asked(question{Ask: askDate, From: sampleToday, Counting: calendar.Exclusive})},
		"deadline/date":           DeadlinePage{Form: asked(question{Ask: askDate, From: calendar.On(2026, 3, 27), WorkingDays: 15, Counting: calendar.Exclusive}), Answer: &far},
		"deadline/date before":    DeadlinePage{Form: asked(question{Ask: askDate, From: calendar.On(2026, 3, 27), WorkingDays: -1, Counting: calendar.Exclusive}), Answer: &back},
		"deadline/days, far away": DeadlinePage{Form: asked(question{Ask: askDays, From: calendar.On(2026, 3, 27), To: calendar.On(2045, 4, 21), Counting: calendar.Inclusive}), Answer: &between},
		"deadline/not whole":      DeadlinePage{Form: failed(asked(question{Ask: askDays}), "from", "Enter the first day.", "to", "Enter the last day.")},
	}
}

func serviceSamples() map[string]Page {
	mails := []readiness.Mail{
		{ID: "m1", To: "Priya Nair", Address: samplePerson.Email, Subject: "One thing waits for your decision", Kind: "act now", At: sampleNow, Sent: sampleNow, Text: "A case review reached you.\n\nIt waits for your decision.", HTML: "<p>A case review reached you.</p>"},
		{ID: "m2", To: "Tom Hughes", Address: "tom.hughes@anyshire.example", Subject: "Your morning: 3 things", Kind: "digest", At: sampleNow, Kept: true, Text: "Three things."},
		{ID: "m3", To: "Ana Costa", Address: "ana@wrong.example", Subject: "Your morning: 1 thing", Kind: "digest", At: sampleNow, Failed: "The mail server says that there is no such mailbox.", Text: "One thing."},
		{ID: "m4", To: "Ana Costa", Address: "ana.costa@anyshire.example", Subject: "Your morning: 2 things", Kind: "digest", At: sampleNow, Text: "Two things."},
	}
	well := readiness.Health{LedgerVersion: 12, LiveReviews: 143, LastSweep: sampleNow, LastDigest: sampleNow, WorkerSeen: sampleNow, AuditRows: 20_412}
	ill := readiness.Health{LateRungs: 31, UnsentMails: 1, LastSweep: sampleNow.AddDate(0, 0, -3), LastDigest: sampleNow.AddDate(0, 0, -9), Jobs: []readiness.JobHealth{
		{Job: readiness.SweepJob, Title: "the look for long-open cases", Missed: calendar.On(2027, 3, 1).At(2, 15)},
		{Job: readiness.DigestJob, Title: "the morning mail", Paused: &sampleStandstill},
	}}
	trail := []readiness.AuditRow{{Seq: 20412, At: sampleNow, Actor: "Priya Nair", Action: "review signed off", Subject: "review/0190b2c4-77aa", Detail: "seq=9 status=signed_off command=4f1c", Hash: "9f2c"}, {Seq: 20411, At: sampleNow, Actor: "Iris Lowe", Action: "movement of a red flag noted", Subject: "cohort/care_leavers", Detail: "flag=contact kind=recording", Hash: "a07d"}}
	ofOne := formOf(url.Values{"subject": {trail[0].Subject}})
	return map[string]Page{
		"mails/some":         MailsPage{Page: readiness.Page[readiness.Mail]{Rows: mails, Total: 80, Next: "c"}, More: "/mails?cursor=c"},
		"mails/empty":        MailsPage{},
		"mail/sent":          MailPage{mails[0]},
		"mail/kept":          MailPage{mails[1]},
		"mail/failed":        MailPage{mails[2]},
		"health/well":        HealthPage{Now: sampleNow, Figures: true, Health: well},
		"health/ill":         HealthPage{Now: sampleNow, Figures: true, Health: ill, Troubles: troubles(ill)},
		"health/ledger away": HealthPage{Now: sampleNow, Troubles: []Trouble{ledgerAway}},
		"audit/some":         AuditPage{Form: newForm(), Page: readiness.Page[readiness.AuditRow]{Rows: trail, Total: 20412, Next: "c"}, More: "/audit?cursor=c"},
		"audit/of one":       AuditPage{Form: ofOne, Page: readiness.Page[readiness.AuditRow]{Rows: trail, Total: 1}, Viewer: sampleAD},
		"audit/empty":        AuditPage{Form: newForm()},
		"audit/whole":        AuditCheckPage{Check: readiness.AuditCheck{Rows: 20412, Head: "9f2c41aa"}},
		"audit/changed":      AuditCheckPage{Check: readiness.AuditCheck{Rows: 20412, Head: "9f2c41aa", Broken: 311, Why: "Its text was changed."}},
	}
}
