// Package mlog stands in for monis.app/mlog, which the module proxy does not have: as much of it as the webhook's
// package uses. It writes warnings and errors to stderr.
package mlog

import "log"

type LogLevel string

const (
	LevelWarning LogLevel = ""
	LevelInfo    LogLevel = "info"
	LevelDebug   LogLevel = "debug"
	LevelTrace   LogLevel = "trace"
	LevelAll     LogLevel = "all"
)

// Enabled tells whether messages of that level are written.
func Enabled(level LogLevel) bool {
	return level == LevelWarning
}

type Logger struct {
	name   string
	values []any
}

func New() Logger {
	return Logger{}
}

func (l Logger) WithName(name string) Logger {
	return Logger{name, l.values}
}

func (l Logger) WithValues(keysAndValues ...any) Logger {
	return Logger{l.name, append(l.values[:len(l.values):len(l.values)], keysAndValues...)}
}

func (l Logger) Error(message string, err error, keysAndValues ...any) {
	log.Println(l.name, message, err, l.WithValues(keysAndValues...).values)
}
