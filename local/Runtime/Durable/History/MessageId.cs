namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>
/// Names a message from one instance to another: the sender's execution, and the number of the decision that sent it. A receiver
/// takes numbers of one execution only in rising order, so that a message sent again after a crash counts once.
/// </summary>
internal sealed record MessageId(string ExecutionId, int TaskId);
