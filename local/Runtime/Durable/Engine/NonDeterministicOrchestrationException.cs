namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>An orchestrator did on replay what its history does not say.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(message);
