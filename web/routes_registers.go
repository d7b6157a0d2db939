package web

import "github.com/sightline-readiness/sightline/readiness"

// registerRoutes are the pages of the registers and of the service itself.
func registerRoutes() []Route {
	routes := append(importRoutes(), placeRoutes()...)
	routes = append(routes, coverRoutes()...)
	return append(routes, []Route{
		// the calendar and the rules
		{Method: get, Pattern: "/deadline", Needs: may(readiness.UseCalculator), Handle: (*Server).deadline},
		{Method: get, Pattern: "/rules", Needs: may(readiness.SeeCounts), Handle: (*Server).rules},
		{Method: get, Pattern: "/ladder", Needs: may(readiness.SeeCounts), Handle: (*Server).ladder},
		{Method: get, Pattern: "/who-may", Needs: may(readiness.SeeCounts), Handle: (*Server).policyPage},

		// the service
		{Method: get, Pattern: "/mails", Needs: may(readiness.SeeMails), Handle: (*Server).mails},
		{Method: get, Pattern: "/mails/{id}", Needs: may(readiness.SeeMails), Handle: (*Server).mail},
		{Method: get, Pattern: "/mails/{id}/as-sent", Needs: may(readiness.SeeMails), Handle: (*Server).mailAsSent},
		{Method: get, Pattern: "/health", Needs: Public, Handle: (*Server).health},
		{Method: get, Pattern: "/audit", Needs: may(readiness.SeeAudit), Handle: (*Server).audit},
		{Method: get, Pattern: "/audit/check", Needs: may(readiness.SeeAudit), Handle: (*Server).auditCheck},
	}...)
}

func importRoutes() []Route {
	lists := may(readiness.ImportLists)
	return []Route{
		{Method: get, Pattern: "/imports", Needs: lists, Handle: (*Server).importsPage},
		{Method: get, Pattern: "/imports/new", Needs: lists, Handle: (*Server).uploadPage},
		{Method: post, Pattern: "/imports", Needs: lists, Handle: (*Server).upload, Limit: uploadRead},
		{Method: get, Pattern: "/imports/{id}", Needs: lists, Handle: (*Server).importPage},
		{Method: post, Pattern: "/imports/{id}/check", Needs: lists, Handle: (*Server).checkAgain},
		{Method: get, Pattern: "/imports/{id}/findings", Needs: lists, Handle: (*Server).findings},
		{Method: get, Pattern: "/imports/{id}/findings.xlsx", Needs: lists, Handle: (*Server).findingsFile},
		{Method: get, Pattern: "/imports/{id}/changes", Needs: lists, Handle: (*Server).changes},
		{Method: get, Pattern: "/imports/{id}/confirm", Needs: lists, Handle: (*Server).confirmPage},
		{Method: post, Pattern: "/imports/{id}/confirm", Needs: lists, Handle: (*Server).confirm},
		{Method: post, Pattern: "/imports/{id}/discard", Needs: lists, Handle: (*Server).discard},
	}
}

func placeRoutes() []Route {
	places, people := may(readiness.ManagePlaces), may(readiness.ManagePeople)
	return []Route{
		{Method: get, Pattern: "/places", Needs: places, Handle: (*Server).placesPage},
		{Method: post, Pattern: "/places", Needs: places, Handle: (*Server).mapTeams, Limit: 1 << 20},
		{Method: get, Pattern: "/places/areas/new", Needs: places, Handle: (*Server).areaPage},
		{Method: post, Pattern: "/places/areas/new", Needs: places, Handle: (*Server).saveArea},
		{Method: get, Pattern: "/places/areas/{id}", Needs: places, Handle: (*Server).areaPage},
		{Method: post, Pattern: "/places/areas/{id}", Needs: places, Handle: (*Server).saveArea},

		{Method: get, Pattern: "/people", Needs: people, Handle: (*Server).peoplePage},
		{Method: get, Pattern: "/people/new", Needs: people, Handle: (*Server).editPersonPage},
		{Method: post, Pattern: "/people/new", Needs: people, Handle: (*Server).savePerson},
		{Method: get, Pattern: "/people/{id}", Needs: people, Handle: (*Server).personPage},
		{Method: get, Pattern: "/people/{id}/edit", Needs: people, Handle: (*Server).editPersonPage},
		{Method: post, Pattern: "/people/{id}/edit", Needs: people, Handle: (*Server).savePerson},
		{Method: get, Pattern: "/people/{id}/posts/new", Needs: people, Handle: (*Server).addPostPage},
		{Method: post, Pattern: "/people/{id}/posts/new", Needs: people, Handle: (*Server).addPost},
		{Method: get, Pattern: "/people/{id}/posts/{post}/end", Needs: people, Handle: (*Server).endPostPage},
		{Method: post, Pattern: "/people/{id}/posts/{post}/end", Needs: people, Handle: (*Server).endPost},
		{Method: post, Pattern: "/people/{id}/sign-in-link", Needs: people, Handle: (*Server).signInLink},
		{Method: post, Pattern: "/people/{id}/sessions/end", Needs: people, Handle: (*Server).endSessions},
	}
}

// coverRoutes arrange cover: for others by those who manage deputies, for oneself by everybody.
func coverRoutes() []Route {
	deputies, tokens := may(readiness.ManageDeputies), may(readiness.HoldTokens)
	return []Route{
		{Method: get, Pattern: "/cover", Needs: deputies, Handle: (*Server).coverPage},
		{Method: get, Pattern: "/cover/{id}", Needs: deputies, Handle: (*Server).coverPersonPage},
		{Method: get, Pattern: "/cover/{id}/deputies/new", Needs: deputies, Handle: (*Server).addDeputyPage},
		{Method: post, Pattern: "/cover/{id}/deputies/new", Needs: deputies, Handle: (*Server).addDeputy},
		{Method: post, Pattern: "/cover/{id}/deputies/{deputy}/end", Needs: deputies, Handle: (*Server).endDeputy},

		{Method: get, Pattern: "/account", Needs: SignedIn, Handle: (*Server).accountPage},
		{Method: get, Pattern: "/account/deputies/new", Needs: SignedIn, Handle: (*Server).addDeputyPage},
		{Method: post, Pattern: "/account/deputies/new", Needs: SignedIn, Handle: (*Server).addDeputy},
		{Method: post, Pattern: "/account/deputies/{deputy}/end", Needs: SignedIn, Handle: (*Server).endDeputy},
		{Method: get, Pattern: "/account/tokens/new", Needs: tokens, Handle: (*Server).addTokenPage},
		{Method: post, Pattern: "/account/tokens/new", Needs: tokens, Handle: (*Server).addToken},
		{Method: post, Pattern: "/account/tokens/{token}/end", Needs: tokens, Handle: (*Server).endToken},
	}
}

// registerMenu are the places of these pages.
func registerMenu() []Entry {
	return []Entry{
		{Href: "/imports", Text: "Imports", About: "Bring in the lists from the case system.", Needs: may(readiness.ImportLists), Top: true},
		{Href: "/places", Text: "Teams and areas", About: "Name areas and put teams into them.", Needs: may(readiness.ManagePlaces)},
		{Href: "/people", Text: "People", About: "Accounts, posts and sign-in links.", Needs: may(readiness.ManagePeople), Top: true},
		{Href: "/account", Text: "Your account", About: "Your posts, who covers for you, your mails, your calendar and your API tokens.", Needs: SignedIn},
		{Href: "/cover", Text: "Who covers for whom", About: "Arrange a deputy for somebody who is away.", Needs: may(readiness.ManageDeputies)},
		{Href: "/deadline", Text: "Working days", About: "Which date is 15 working days away, and how many lie between.", Needs: may(readiness.UseCalculator)},
		{Href: "/rules", Text: "Thresholds and rules", About: "From how many months a case is long-open, and the rules of reviews.", Needs: may(readiness.SeeCounts)},
		{Href: "/ladder", Text: "Who hears when", About: "Whom a review reaches before and after its due date.", Needs: may(readiness.SeeCounts)},
		{Href: "/who-may", Text: "Who may do what", About: "Every role, what it may do, and why.", Needs: may(readiness.SeeCounts)},
		{Href: "/mails", Text: "Mails sent", About: "Every mail of the service, as it was sent or kept.", Needs: may(readiness.SeeMails)},
		{Href: "/health", Text: "How the service is", About: "Whether everything works, and what to do if not.", Needs: may(readiness.SeeHealth)},
		{Href: "/audit", Text: "Who did what", About: "The audit trail, and whether it is whole.", Needs: may(readiness.SeeAudit)},
	}
}
