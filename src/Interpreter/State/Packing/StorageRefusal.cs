namespace Dag.Interpreter.State.Packing;

/// <summary>What a product holds that no store could give back as it was; the message is a clause.</summary>
internal sealed class StorageRefusal(string message) : InvalidOperationException(message);
