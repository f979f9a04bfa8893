-- Findings are searched by the words of their text, and operations are listed by their state
create index finding_words_index on finding using gin (bigrams(text));
create index operation_state_index on operation (state, id);
