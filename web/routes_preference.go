package web

import "github.com/sightline-readiness/sightline/readiness"

// Where people choose what they are sent. What follows stopPath is a secret of one mail, what follows feedPath one of a calendar program.
const (
	ownMailsPath    = "/account/mails"
	ownCalendarPath = "/account/calendar"
	stopPath        = "/stop-mails/"
	feedPath        = "/calendar/"
)

// preferenceRoutes are the pages of what one is sent: mails and the calendar. The links of mails and the calendar itself work without signing in.
func preferenceRoutes() []Route {
	see := may(readiness.SeeCases)
	return []Route{
		{Method: get, Pattern: ownMailsPath, Needs: SignedIn, Handle: (*Server).ownMailsPage},
		{Method: post, Pattern: ownMailsPath, Needs: SignedIn, Handle: (*Server).chooseMails},
		{Method: post, Pattern: ownMailsPath + "/links/end", Needs: SignedIn, Handle: (*Server).endMailStops},
		{Method: get, Pattern: stopPath + "{secret}", Needs: Public, Handle: (*Server).stopMailsPage},
		{Method: post, Pattern: stopPath + "{secret}", Needs: Public, Handle: (*Server).stopMails},
		{Method: get, Pattern: ownCalendarPath, Needs: see, Handle: (*Server).ownCalendarPage},
		{Method: post, Pattern: ownCalendarPath, Needs: see, Handle: (*Server).makeCalendar},
		{Method: post, Pattern: ownCalendarPath + "/end", Needs: SignedIn, Handle: (*Server).endCalendar},
		{Method: get, Pattern: feedPath + "{file}", Needs: Public, Handle: (*Server).feed},
	}
}
