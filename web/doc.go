// Package web is the door for people: pages and forms, drawn on the server and whole without JavaScript.
//
// The rule of this room: a handler reads who asks and what was typed, asks one question of readiness's interfaces, and draws one page. It knows
// nothing of Temporal or SQL. Every route says in the one table of routes.go who may use it. Every page is a struct with its faces in
// Samples. A page is drawn into memory before its first byte leaves, so nobody ever sees half of one.
package web
