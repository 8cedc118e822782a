"""qualitygov."""
from qualitygov.rulebook import load_rulebook as load_rulebook
