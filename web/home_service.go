package web

// A Chore is one sentence about the service, with where to do something about it.
type Chore struct{ Words, Href string }

// Chores say how accounts and service are, what needs somebody first.
func (p HomePage) Chores() (all []Chore) {
	s := p.View.Service
	if s == nil {
		return nil
	}
	for _, area := range s.EmptyPosts {
		all = append(all, Chore{"Nobody is area head of " + area + ": what should reach them reaches the assistant director.", "/people"})
	}
	for _, c := range []struct {
		n     int
		words string
		href  string
	}{
		{s.UnsentMails, "that could not be sent yet", "/mails"},
		{s.WithoutPost, "that hold no post and can do nothing", "/people"},
		{s.NeverSignedIn, "that nobody has used yet", "/people"},
		{s.LongAway, "unused for 90 days", "/people"},
	} {
		noun := "account"
		if c.href == "/mails" {
			noun = "mail"
		}
		if c.n > 0 {
			all = append(all, Chore{counted(c.n, noun) + " " + c.words, c.href})
		}
	}
	if s.FailedSignIns > 0 {
		all = append(all, Chore{counted(s.FailedSignIns, "failed attempt") + " to sign in during the last 24 hours", ""})
	}
	if len(all) == 0 {
		all = append(all, Chore{"Every post is held, every mail has left, and nobody failed to sign in.", "/health"})
	}
	return all
}
