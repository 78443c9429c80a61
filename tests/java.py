"""How programs in Java are run: without the compiler's second tier a short run takes less than half the time."""

JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
