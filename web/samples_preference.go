package web

import "github.com/sightline-readiness/sightline/readiness"

// preferenceSamples names every face of the pages of what one is sent.
func preferenceSamples() map[string]Page {
	some := readiness.MailChoices([]readiness.NoticeKind{readiness.Informed, readiness.Approaching})
	refused := newForm()
	refused.Values = map[string][]string{"kinds": {"reminder", "gossip"}}
	made := readiness.Feed{Made: sampleNow}
	used := readiness.Feed{Made: sampleNow, LastRead: sampleToday}
	return map[string]Page{
		"your mails/all":       OwnMailsPage{Choices: readiness.MailChoices(nil), Form: newForm(), End: newForm()},
		"your mails/some":      OwnMailsPage{Choices: some, Form: newForm(), End: newForm()},
		"your mails/refused":   OwnMailsPage{Choices: some, Form: failed(refused, "kinds", "Choose only mails that stand here."), Typed: true, End: newForm()},
		"stop mails/one kind":  StopMailsPage{Kind: readiness.Reminder, Form: newForm()},
		"stop mails/all":       StopMailsPage{Kind: readiness.EveryMail, Form: newForm()},
		"stop mails/done":      StopMailsPage{Kind: readiness.Reminder, Done: true},
		"your calendar/none":   OwnCalendarPage{Make: newForm(), End: newForm()},
		"your calendar/new":    OwnCalendarPage{Address: "https://sightline.anyshire.example/calendar/4f9aXkP2.ics"},
		"your calendar/made":   OwnCalendarPage{Feed: made, Make: newForm(), End: newForm()},
		"your calendar/in use": OwnCalendarPage{Feed: used, Make: newForm(), End: newForm()},
	}
}
