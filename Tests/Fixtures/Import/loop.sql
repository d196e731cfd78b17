CREATE TABLE Habits (id INTEGER PRIMARY KEY AUTOINCREMENT, archived INTEGER, color INTEGER, description TEXT, freq_den INTEGER,
    freq_num INTEGER, highlight INTEGER, name TEXT, position INTEGER, reminder_hour INTEGER, reminder_min INTEGER,
    reminder_days INTEGER NOT NULL DEFAULT 127, type INTEGER NOT NULL DEFAULT 0, target_type INTEGER NOT NULL DEFAULT 0,
    target_value REAL NOT NULL DEFAULT 0, unit TEXT NOT NULL DEFAULT "", question TEXT, uuid TEXT);
CREATE TABLE Repetitions (id INTEGER PRIMARY KEY AUTOINCREMENT, habit INTEGER NOT NULL REFERENCES Habits (id),
    timestamp INTEGER NOT NULL, value INTEGER NOT NULL, notes TEXT);
CREATE UNIQUE INDEX idx_repetitions_habit_timestamp ON Repetitions (habit, timestamp);
INSERT INTO Habits (id, archived, color, freq_den, freq_num, name, position, type, unit, uuid) VALUES
    (1, 0, 8, 1, 1, 'Meditate', 0, 0, '', '0f10f0'), (2, 0, 11, 1, 1, 'Drink, water', 1, 1, 'ml', '0f10f1');
INSERT INTO Repetitions (habit, timestamp, value, notes) VALUES
    (1, 1772323200000, 2, 'calm, for once'), (1, 1772582400000, 3, 'ill'), (1, 1772668800000, 2, ''),
    (1, 1772496000000, 0, ''), (2, 1772582400000, 250000, NULL), (2, 1772668800000, 1500000, NULL);
